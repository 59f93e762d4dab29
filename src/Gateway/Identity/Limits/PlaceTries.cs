using System.Collections.Immutable;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>The counts of one login at one place: one for each account that was named or proved, and one for all the others there may be.</summary>
/// <remarks>
/// Depends on what was typed and what was right, never on which accounts there are: so no answer made from it can tell.
/// An account that gets a count of its own starts with that of the others, which holds every try that could have been for it.
/// </remarks>
internal sealed record PlaceTries(TryCount Others, ImmutableDictionary<string, TryCount> Named)
{
    /// <summary>Accounts with a count of their own; those named beyond share one, which nothing clears.</summary>
    public const int NamedMax = 8;

    private const string Rest = "*";

    public static readonly PlaceTries None = new(TryCount.None, ImmutableDictionary<string, TryCount>.Empty);

    /// <summary>When the next try may come that says (or does not say) which account it is for.</summary>
    public DateTimeOffset NotBefore(string? account) => account is null
        ? Named.Values.Where(own => own.IsProven).Append(Others).Min(count => count.NotBefore)
        : Of(account).NotBefore;

    /// <summary>Whether a password may be looked at for the account now.</summary>
    public bool IsOpen(string account, DateTimeOffset now) => Of(account).IsOpen(now);

    public PlaceTries At(DateTimeOffset now, SignInLimitOptions options) => Each(count => count.At(now, options));

    /// <summary>With one more try for the account, or for each that it may be looked at for.</summary>
    public PlaceTries Next(string? account, DateTimeOffset now, SignInLimitOptions options) => account is null
        ? Each(count => count.IsOpen(now) ? count.Next(now, options) : count)
        : With(account, Of(account).Next(now, options));

    /// <summary>Without a try that was made when these were <paramref name="before"/>.</summary>
    public PlaceTries Back(string? account, PlaceTries before, DateTimeOffset now) => account is not null
        ? With(account, Of(account).Back())
        : new(
            before.Others.IsOpen(now) ? Others.Back() : Others,
            Named.ToImmutableDictionary(own => own.Key, own => before.IsOpen(own.Key, now) ? own.Value.Back() : own.Value));

    /// <summary>The password of the account was right.</summary>
    public PlaceTries Proved(string account) => KeyOf(account) == Rest ? this : With(account, TryCount.None with { IsProven = true });

    private TryCount Of(string account) => Named.GetValueOrDefault(KeyOf(account), Others);

    private PlaceTries With(string account, TryCount count) => this with { Named = Named.SetItem(KeyOf(account), count) };

    private string KeyOf(string account) => Named.ContainsKey(account) || Named.Count < NamedMax ? account : Rest;

    private PlaceTries Each(Func<TryCount, TryCount> change) => new(change(Others), Named.ToImmutableDictionary(own => own.Key, own => change(own.Value)));
}
