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
            Assert.Null(tries.Begin("ada", "here", null).Wait);
        }

        var waits = new List<double>();
        for (var n = 0; n < 40; n++)
        {
            var wait = tries.Begin("ada", "here", null).Wait!.Value;
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
            Assert.Null(tries.Begin("ada", "here", null).Wait);
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
            tries.Begin("ada", "here", null);
        }

        for (var n = 0; n < 100; n++)
        {
            Assert.Equal(TimeSpan.FromSeconds(1), tries.Begin("ada", "here", null).Wait);
        }
    }

    [Fact]
    public void Guesses_from_one_place_slow_no_other_place_and_no_other_login()
    {
        var tries = Tries();
        for (var n = 0; n < 50; n++)
        {
            tries.Begin("ada", "school", null);
        }

        Assert.NotNull(tries.Begin("ada", "school", null).Wait);
        Assert.Null(tries.Begin("ada", "her browser", null).Wait);
        Assert.Null(tries.Begin("bob", "school", null).Wait);
    }

    [Fact]
    public void A_right_password_clears_the_count_and_an_hour_of_silence_does_too()
    {
        var tries = Tries();
        for (var n = 0; n < 4; n++)
        {
            tries.Begin("ada", "here", null);
            tries.Begin("bob", "here", null);
        }

        tries.Begin("ada", "here", null).Proved("school");
        tries.Begin("bob", "here", null);
        Assert.Null(tries.Begin("ada", "here", null).Wait);

        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromTicks(1));
        for (var n = 0; n < 5; n++)
        {
            Assert.Null(tries.Begin("bob", "here", null).Wait);
        }
    }

    [Fact]
    public void A_password_that_was_not_looked_at_does_not_count()
    {
        var tries = Tries();
        for (var n = 0; n < 50; n++)
        {
            var attempt = tries.Begin("ada", "here", n % 2 == 0 ? null : "school");
            Assert.Null(attempt.Wait);
            attempt.Refund();
        }
    }

    [Fact]
    public void A_right_password_clears_the_count_of_its_account_and_of_no_other()
    {
        var tries = Tries();
        for (var n = 0; n < 5; n++)
        {
            tries.Begin("ada", "here", null).Proved("own");
        }

        var attempt = tries.Begin("ada", "here", null);
        Assert.Null(attempt.Wait);
        Assert.True(attempt.MayBe("own"));
        Assert.False(attempt.MayBe("other"));
        Assert.False(attempt.MayBe("")); // An administrator.
        Assert.Equal(TimeSpan.FromSeconds(1), tries.Begin("ada", "here", "other").Wait);
    }

    [Fact]
    public void Naming_many_schools_gives_no_more_guesses_at_one()
    {
        var tries = Tries();
        for (var n = 0; n < 4; n++)
        {
            Assert.Null(tries.Begin("ada", "here", "other").Wait);
            for (var school = 0; school < 30; school++)
            {
                tries.Begin("ada", "here", $"school {school}");
            }
        }

        Assert.Null(tries.Begin("ada", "here", "other").Wait);
        Assert.NotNull(tries.Begin("ada", "here", "other").Wait);
        Assert.NotNull(tries.Begin("ada", "here", "never named before").Wait); // Shares the count of those beyond the bound.
        Assert.Null(tries.Begin("ada", "here", null).Wait);
    }

    [Fact]
    public void A_guess_that_names_no_school_counts_for_each()
    {
        var tries = Tries();
        tries.Begin("ada", "here", "other");
        for (var n = 0; n < 4; n++)
        {
            tries.Begin("ada", "here", null);
        }

        Assert.NotNull(tries.Begin("ada", "here", "other").Wait);
        Assert.Null(tries.Begin("ada", "here", "third").Wait);
        Assert.NotNull(tries.Begin("ada", "here", "third").Wait);
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
