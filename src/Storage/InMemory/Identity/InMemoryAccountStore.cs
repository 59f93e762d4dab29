using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.InMemory.Identity;

/// <summary>Accounts that live as long as the object.</summary>
internal sealed partial class InMemoryAccountStore(InMemoryAuditTrail trail) : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, Account> _accounts = [];
    private readonly Dictionary<(SchoolId School, string Hash), AccountId> _codes = [];
    private readonly Dictionary<AccountId, IssuedInvitation> _invitations = [];
    private readonly Dictionary<string, (DateTimeOffset ExpiresAt, bool Further)> _setups = [];
    private readonly Dictionary<string, DateTimeOffset> _ended = [];

    public Task<Account?> ReadAsync(AccountId account, CancellationToken cancellationToken = default) =>
        InOrder(() => _accounts.GetValueOrDefault(account));

    public Task<ImmutableArray<Account>> FindByLoginAsync(string login, SchoolId? school, CancellationToken cancellationToken = default) =>
        InOrder(() => ByLogin(login, school).ToImmutableArray());

    public Task<Account?> FindByCodeAsync(SchoolId school, ImmutableArray<byte> codeHash, CancellationToken cancellationToken = default) =>
        InOrder(() => _codes.TryGetValue((school, Text(codeHash)), out var account) ? _accounts[account] : null);

    public Task<string?> ReadStampAsync(AccountId account, string sessionId, CancellationToken cancellationToken = default) =>
        InOrder(() => _ended.ContainsKey(sessionId) ? null : _accounts.GetValueOrDefault(account)?.Stamp);

    public Task<bool> ReplacePasswordAsync(
        AccountId account, string expectedStamp, string passwordHash, string stamp, AuditAct? act, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            if (_accounts.GetValueOrDefault(account) is not { PasswordHash: not null } known || known.Stamp != expectedStamp)
            {
                return false;
            }

            _accounts[account] = known with { PasswordHash = passwordHash, Stamp = stamp };
            if (act is not null)
            {
                _resets.Remove(account);
                trail.Append(act);
            }

            return true;
        });

    public Task IssueCodesAsync(IReadOnlyCollection<IssuedCode> codes, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            if (codes.Any(code => _codes.TryGetValue((code.Person.School, Text(code.CodeHash)), out var other) && other != AccountId.Of(code.Person)))
            {
                throw new InvalidOperationException("Another account has this code.");
            }

            foreach (var code in codes)
            {
                var id = AccountId.Of(code.Person);
                foreach (var (old, _) in _codes.Where(known => known.Value == id).ToArray())
                {
                    _codes.Remove(old);
                }

                _codes.Add((code.Person.School, Text(code.CodeHash)), id);
                _codesIssuedAt[id] = ToMilliseconds(code.Act.At);
                _accounts[id] = (_accounts.GetValueOrDefault(id) ?? new(id, null, null, null, "")) with { Stamp = code.Stamp };
                trail.Append(code.Act);
            }

            return codes.Count;
        });

    public Task<bool> IssueInvitationAsync(IssuedInvitation invitation, AuditAct act, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            var id = AccountId.Of(invitation.Person);
            var isPromised = _invitations.Values.Any(other =>
                other.Login == invitation.Login && other.Person != invitation.Person && other.Person.School == invitation.Person.School && other.ExpiresAt > act.At);
            if (isPromised || IsTaken(invitation.Login, id))
            {
                return false;
            }

            _invitations[id] = invitation;
            _resets.Remove(id);
            trail.Append(act);
            return true;
        });

    public Task<IssuedInvitation?> FindInvitationAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder(() => Find(tokenHash, now));

    public Task<Account?> AcceptInvitationAsync(
        ImmutableArray<byte> tokenHash, string passwordHash, string stamp, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            if (Find(tokenHash, now) is not { } invitation || AccountId.Of(invitation.Person) is var id && IsTaken(invitation.Login, id))
            {
                return null;
            }

            _invitations.Remove(id);
            _resets.Remove(id);
            trail.Append(AuditAct.ByOwner(AuditAction.InvitationAccepted, id, now));
            return _accounts[id] = new(id, invitation.Login, null, passwordHash, stamp);
        });

    public Task<bool> IssueSetupAsync(ImmutableArray<byte> tokenHash, DateTimeOffset expiresAt, bool further, AuditAct? act, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            if ((!further && AnyAdministrator()) || !_setups.TryAdd(Text(tokenHash), (expiresAt, further)))
            {
                return false;
            }

            if (act is not null)
            {
                trail.Append(act);
            }

            return true;
        });

    public Task<bool> IsSetupOpenAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder(() => IsSetupOpen(tokenHash, now));

    public Task<bool> CompleteSetupAsync(ImmutableArray<byte> tokenHash, Account administrator, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            if (!IsSetupOpen(tokenHash, now) || IsTaken(administrator.Login!, administrator.Id))
            {
                return false;
            }

            foreach (var (other, _) in _setups.Where(other => other.Key == Text(tokenHash) || !other.Value.Further || other.Value.ExpiresAt <= now).ToArray())
            {
                _setups.Remove(other);
            }

            _accounts[administrator.Id] = administrator;
            trail.Append(AuditAct.ByOwner(AuditAction.AdministratorSetUp, administrator.Id, now));
            return true;
        });

    public Task EndSessionAsync(string sessionId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        InOrder(() =>
        {
            foreach (var (old, _) in _ended.Where(ended => ended.Value < now).ToArray())
            {
                _ended.Remove(old);
            }

            return _ended.TryAdd(sessionId, expiresAt);
        });

    private Account[] ByLogin(string login, SchoolId? school) => _accounts.Values
        .Where(account => account.Login == login && account.PasswordHash is not null && (school is null || account.Id.Person?.School == school))
        .OrderBy(account => account.Id.Person?.School.ToString() ?? "", StringComparer.Ordinal)
        .Take(IAccountStore.SameLoginMax)
        .ToArray();

    private bool IsSetupOpen(ImmutableArray<byte> tokenHash, DateTimeOffset now) =>
        _setups.TryGetValue(Text(tokenHash), out var setup) && setup.ExpiresAt > now && (setup.Further || !AnyAdministrator());

    private bool AnyAdministrator() => _accounts.Keys.Any(account => account.Person is null);

    private bool IsTaken(string login, AccountId but) =>
        _accounts.Values.Any(account => account.Login == login && account.Id != but && account.Id.Person?.School == but.Person?.School);

    private IssuedInvitation? Find(ImmutableArray<byte> tokenHash, DateTimeOffset now) =>
        _invitations.Values.FirstOrDefault(invitation => invitation.TokenHash.AsSpan().SequenceEqual(tokenHash.AsSpan()) && invitation.ExpiresAt > now);

    private static string Text(ImmutableArray<byte> hash) => Convert.ToHexStringLower(hash.AsSpan());

    private Task<T> InOrder<T>(Func<T> work)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult(work());
            }
            catch (InvalidOperationException exception)
            {
                return Task.FromException<T>(exception);
            }
        }
    }
}
