namespace Classroom.Gateway.Identity.Limits;

/// <summary>Passwords tried in a row without a right one, and when the next may come.</summary>
/// <param name="Count">How many.</param>
/// <param name="LastAt">When the last was.</param>
/// <param name="NotBefore">When the next may come.</param>
/// <param name="IsProven">Whether a right one has been among those before.</param>
internal sealed record TryCount(int Count, DateTimeOffset LastAt, DateTimeOffset NotBefore, bool IsProven = false)
{
    public static readonly TryCount None = new(0, DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    /// <summary>This, without tries that are long ago.</summary>
    public TryCount At(DateTimeOffset now, SignInLimitOptions options) => now - LastAt > options.PasswordMemory ? None with { IsProven = IsProven } : this;

    /// <summary>With one more.</summary>
    public TryCount Next(DateTimeOffset now, SignInLimitOptions options) =>
        this with { Count = Count + 1, LastAt = now, NotBefore = now + DelayAfter(Count + 1, options) };

    /// <summary>Without the last.</summary>
    public TryCount Back() => this with { Count = Math.Max(0, Count - 1), NotBefore = DateTimeOffset.MinValue };

    public bool IsOpen(DateTimeOffset now) => NotBefore <= now;

    private static TimeSpan DelayAfter(int count, SignInLimitOptions options)
    {
        var over = count - options.PasswordFreeTries;
        return over < 0 ? TimeSpan.Zero
            : over > 30 ? options.PasswordDelayMax
            : TimeSpan.FromTicks(Math.Min(options.PasswordDelayMin.Ticks << over, options.PasswordDelayMax.Ticks));
    }
}
