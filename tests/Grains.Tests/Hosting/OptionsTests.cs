using Classroom.Domain.Lessons;
using Classroom.Grains.Lessons;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Tests.Hosting;

/// <summary>Settings are checked at start, and what is not set is as documented.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("Lessons:ParticipantsMax", "0")]
    [InlineData("Lessons:ParticipantsMax", "5001")]
    [InlineData("Lessons:LeaseTime", "00:00:10")] // Gateways renew every 10 seconds.
    [InlineData("Fanout:RingEntriesMax", "0")]
    [InlineData("LogWriter:Writers", "17")]
    [InlineData("Timetables:DurationMax", "2.00:00:00")]
    public void A_setting_out_of_its_range_stops_the_start(string key, string value) =>
        Assert.Throws<OptionsValidationException>(() => Validate(new() { [key] = value }));

    [Theory]
    [InlineData("Lessons:ParticipantsMax", "5000")]
    [InlineData("Lessons:LeaseTime", "00:00:11")]
    [InlineData("LogWriter:Writers", "16")]
    public void A_setting_at_its_bound_is_taken(string key, string value) => Validate(new() { [key] = value });

    [Fact]
    public void Limits_that_are_not_set_are_those_of_the_rules() => Assert.Equal(LessonLimits.Default, new LessonOptions().Limits());

    private static void Validate(Dictionary<string, string?> settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddClassroomGrains()
            .BuildServiceProvider()
            .GetRequiredService<IStartupValidator>()
            .Validate();
}
