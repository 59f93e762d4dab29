using Classroom.Gateway.Identity.Limits;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Gateway.Tests.Identity;

public sealed class PasswordTriesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SignInLimitOptions _options = new();

    [Fact]
    public void Waits_double_from_one_second_to_five_minutes_and_never_become_longer()
    {
        var tries = Tries();
        for (var n = 0; n < 5; n++)
        {
            Assert.Null(tries.Begin("ada", "here"));
        }

        var waits = new List<double>();
        for (var n = 0; n < 40; n++)
        {
            var wait = tries.Begin("ada", "here")!.Value;
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
            Assert.Null(tries.Begin("ada", "here"));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], waits.Take(11));
        Assert.Equal(300, waits.Max());
    }

    [Fact]
    public void Trying_too_early_makes_nothing_longer()
    {
        var tries = Tries();
        for (var n = 0; n < 5; n++)
        {
            tries.Begin("ada", "here");
        }

        for (var n = 0; n < 100; n++)
        {
            Assert.Equal(TimeSpan.FromSeconds(1), tries.Begin("ada", "here"));
        }
    }

    [Fact]
    public void Guesses_from_one_place_slow_no_other_place_and_no_other_login()
    {
        var tries = Tries();
        for (var n = 0; n < 50; n++)
        {
            tries.Begin("ada", "school");
        }

        Assert.NotNull(tries.Begin("ada", "school"));
        Assert.Null(tries.Begin("ada", "her browser"));
        Assert.Null(tries.Begin("bob", "school"));
    }

    [Fact]
    public void A_right_password_clears_the_count_and_an_hour_of_silence_does_too()
    {
        var tries = Tries();
        for (var n = 0; n < 5; n++)
        {
            tries.Begin("ada", "here");
            tries.Begin("bob", "here");
        }

        tries.Clear("ada", "here");
        Assert.Null(tries.Begin("ada", "here"));

        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromTicks(1));
        for (var n = 0; n < 5; n++)
        {
            Assert.Null(tries.Begin("bob", "here"));
        }
    }

    [Fact]
    public void A_password_that_was_not_looked_at_does_not_count()
    {
        var tries = Tries();
        for (var n = 0; n < 50; n++)
        {
            Assert.Null(tries.Begin("ada", "here"));
            tries.Refund("ada", "here");
        }
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var cache = new BoundedCache<int, int>(100);
        var kept = Enumerable.Range(0, 10_000).Count(n =>
        {
            cache.Set(n, n);
            return cache.TryGet(n, out _);
        });

        Assert.Equal(10_000, kept); // The newest is always there,
        Assert.InRange(Enumerable.Range(0, 10_000).Count(n => cache.TryGet(n, out _)), 50, 100); // and never more than the bound.
    }

    private PasswordTries Tries() => new(Options.Create(_options), _time);
}
