using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.InMemory.Identity;

/// <summary>What the office sees of accounts.</summary>
internal sealed partial class InMemoryAccountStore
{
    private readonly Dictionary<AccountId, DateTimeOffset> _codesIssuedAt = [];
    private readonly Dictionary<AccountId, DateTimeOffset> _resets = [];

    public Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder<ImmutableArray<AccountStanding>>(() =>
        {
            var invited = _invitations.Where(invitation => invitation.Value.ExpiresAt > now).ToDictionary();
            return
            [
                .. _accounts.Keys.Concat(invited.Keys).Distinct()
                    .Where(id => id.Person?.School == school)
                    .OrderBy(id => id.ToString(), StringComparer.Ordinal)
                    .Select(id => new AccountStanding(
                        PersonId.Parse(id.Person!.Value.Local),
                        _accounts.GetValueOrDefault(id)?.Login ?? invited.GetValueOrDefault(id)?.Login,
                        _accounts.GetValueOrDefault(id)?.PasswordHash is not null,
                        invited.GetValueOrDefault(id)?.ExpiresAt,
                        _codesIssuedAt.ContainsKey(id),
                        _codesIssuedAt.TryGetValue(id, out var at) ? at : null)),
            ];
        });

    public async Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(
        SchoolId school, IReadOnlyCollection<PersonId> people, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        [.. (await ReadStandingsAsync(school, now, cancellationToken)).Where(standing => people.Contains(standing.Person))];

    public Task RequestPasswordResetAsync(string login, SchoolId? school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            foreach (var account in ByLogin(login, school).Where(account => account.Id.Person is not null))
            {
                _resets[account.Id] = ToMilliseconds(now);
                foreach (var old in Resets(account.Id.Person!.Value.School, now).Skip(IAccountStore.PasswordResetsMax).ToArray())
                {
                    _resets.Remove(AccountId.Of(old.Person));
                }
            }

            return true;
        });

    public Task<ImmutableArray<RequestedReset>> ReadPasswordResetsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder<ImmutableArray<RequestedReset>>(() => [.. Resets(school, now)]);

    private IEnumerable<RequestedReset> Resets(SchoolId school, DateTimeOffset now) => _resets
        .Where(reset => reset.Key.Person?.School == school && reset.Value > now - IAccountStore.PasswordResetKept)
        .OrderByDescending(reset => reset.Value)
        .ThenBy(reset => reset.Key.ToString(), StringComparer.Ordinal)
        .Select(reset => new RequestedReset(reset.Key.Person!.Value, _accounts[reset.Key].Login!, reset.Value));

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
