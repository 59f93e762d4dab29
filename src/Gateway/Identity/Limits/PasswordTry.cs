namespace Classroom.Gateway.Identity.Limits;

/// <summary>One try of a password at one place.</summary>
internal sealed class PasswordTry(PasswordTries tries, (string Login, string Place) key, string? account, PlaceTries before, DateTimeOffset now)
{
    /// <summary>How long to wait, if it comes too early for every account; else null.</summary>
    public TimeSpan? Wait { get; } = before.NotBefore(account) - now is { Ticks: > 0 } wait ? wait : null;

    /// <summary>Whether the password may be looked at for this account.</summary>
    public bool MayBe(string other) => Wait is null && (account is null || account == other) && before.IsOpen(other, now);

    /// <summary>The password was right for this account.</summary>
    public void Proved(string other) => tries.Change(key, known => known.Proved(other));

    /// <summary>The password was not looked at.</summary>
    public void Refund()
    {
        if (Wait is null)
        {
            tries.Change(key, known => known.Back(account, before, now));
        }
    }
}
