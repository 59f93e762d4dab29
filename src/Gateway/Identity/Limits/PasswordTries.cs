using Classroom.Contracts.Ids;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>Makes each further wrong password for an account wait longer, per place it comes from.</summary>
/// <remarks>
/// A place is a browser in which the account has signed in before, or else an address prefix. So whoever guesses from elsewhere,
/// or from behind the same school address, slows only that place; the owner's browser has its own count.
/// Counted before the password is checked, so that many guesses sent at once are not one. A right password clears the count
/// of the account it opens, and of no other with the same login.
/// </remarks>
internal sealed class PasswordTries(IOptions<SignInLimitOptions> options, TimeProvider time)
{
    private readonly BoundedCache<(string Login, string Place), PlaceTries> _places = new(options.Value.PasswordTriesMax);

    /// <summary>How an account is told from others of its login: by its school, of which each has one at most; administrators by none.</summary>
    public static string KeyOf(AccountId account) => account.Person is { } person ? KeyOf(person.School) : "";

    /// <inheritdoc cref="KeyOf(AccountId)"/>
    public static string KeyOf(SchoolId school) => school.ToString();

    /// <summary>Counts one try as wrong until it is said otherwise; one that comes too early has <see cref="PasswordTry.Wait"/>, and counts for nothing.</summary>
    /// <param name="login">Normalized login.</param>
    /// <param name="place">Where from.</param>
    /// <param name="account">Key of the account it is for; null: any that has the login.</param>
    public PasswordTry Begin(string login, string place, string? account)
    {
        var now = time.GetUtcNow();
        var before = PlaceTries.None;
        _places.Update((login, place), known =>
        {
            before = (known ?? PlaceTries.None).At(now, options.Value);
            return before.NotBefore(account) > now ? before : before.Next(account, now, options.Value);
        });
        return new(this, (login, place), account, before, now);
    }

    internal void Change((string Login, string Place) key, Func<PlaceTries, PlaceTries> change) =>
        _places.Update(key, known => change(known ?? PlaceTries.None));
}
