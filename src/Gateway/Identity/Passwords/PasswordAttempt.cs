using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Limits;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>One sign-in by password, as it counts: for accounts that this browser is known for in the browser, for all others at the address.</summary>
internal sealed class PasswordAttempt
{
    private readonly Dictionary<AccountId, PasswordTry> _own = [];
    private readonly PasswordTry? _address;

    public PasswordAttempt(PasswordTries tries, string login, SchoolId? school, string address, KnownPlace? known)
    {
        foreach (var account in known?.Accounts ?? [])
        {
            _own[account] = tries.Begin(login, known!.Browser, PasswordTries.KeyOf(account));
        }

        // A school has one account of a login: if it is one of the browser's own, the address has nothing to count.
        if (school is null || _own.Count == 0)
        {
            _address = tries.Begin(login, address, school is { } named ? PasswordTries.KeyOf(named) : null);
        }
    }

    /// <summary>How long to wait, if it comes too early for every account; else null.</summary>
    public TimeSpan? Wait => All.Any(one => one.Wait is null) ? null : All.Min(one => one.Wait);

    /// <summary>Whether the browser is known, and does not come too early for an account it is known for.</summary>
    public bool IsKnown => _own.Values.Any(one => one.Wait is null);

    private IEnumerable<PasswordTry> All => _address is null ? _own.Values : _own.Values.Append(_address);

    /// <summary>Whether the password may be looked at for the account.</summary>
    public bool MayBe(AccountId account) => PlaceOf(account)?.MayBe(PasswordTries.KeyOf(account)) ?? false;

    /// <summary>The password was right for the account.</summary>
    public void Proved(AccountId account) => PlaceOf(account)?.Proved(PasswordTries.KeyOf(account));

    /// <summary>The password was not looked at.</summary>
    public void Refund()
    {
        foreach (var one in All)
        {
            one.Refund();
        }
    }

    private PasswordTry? PlaceOf(AccountId account) => _own.GetValueOrDefault(account, _address!);
}
