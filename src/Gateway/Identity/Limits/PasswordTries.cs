using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>Makes each further wrong password for a login wait longer, per place it comes from.</summary>
/// <remarks>
/// A place is a browser that has signed in with this login before, or else an address prefix. So nobody can shut others out:
/// whoever guesses from elsewhere, or from behind the same school address, slows only that place; the owner's browser has its own count.
/// Counted before the password is checked, so that many guesses sent at once are not one; a right password clears the count.
/// </remarks>
internal sealed class PasswordTries(IOptions<SignInLimitOptions> options, TimeProvider time)
{
    private readonly BoundedCache<(string Login, string Place), Tries> _tries = new(options.Value.PasswordTriesMax);

    /// <summary>Counts one try as wrong until <see cref="Clear"/> or <see cref="Refund"/> says otherwise; if it comes too early, says how long to wait, and counts nothing.</summary>
    public TimeSpan? Begin(string login, string place)
    {
        TimeSpan? wait = null;
        _tries.Update((login, place), known =>
        {
            var now = time.GetUtcNow();
            var tries = known is null || now - known.LastAt > options.Value.PasswordMemory ? Tries.None : known;
            if (now < tries.NotBefore)
            {
                wait = tries.NotBefore - now;
                return tries;
            }

            return new(tries.Count + 1, now, now + DelayAfter(tries.Count + 1));
        });
        return wait;
    }

    /// <summary>The password was right.</summary>
    public void Clear(string login, string place) => _tries.Remove((login, place));

    /// <summary>The password was not looked at.</summary>
    public void Refund(string login, string place) =>
        _tries.Update((login, place), known => known is null or { Count: 0 } ? Tries.None : known with { Count = known.Count - 1, NotBefore = DateTimeOffset.MinValue });

    private TimeSpan DelayAfter(int count)
    {
        var over = count - options.Value.PasswordFreeTries;
        return over < 0 ? TimeSpan.Zero
            : over > 30 ? options.Value.PasswordDelayMax
            : TimeSpan.FromTicks(Math.Min(options.Value.PasswordDelayMin.Ticks << over, options.Value.PasswordDelayMax.Ticks));
    }

    private sealed record Tries(int Count, DateTimeOffset LastAt, DateTimeOffset NotBefore)
    {
        public static readonly Tries None = new(0, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
    }
}
