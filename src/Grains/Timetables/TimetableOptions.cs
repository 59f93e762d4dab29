using System.ComponentModel.DataAnnotations;
using Classroom.Domain.Timetables;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Timetables;

/// <summary>Limits of timetables. Section <c>Timetables</c>; checked at startup.</summary>
internal sealed class TimetableOptions
{
    /// <summary>Lessons of a class that are planned or live. Default: 2,000.</summary>
    [Range(1, 100_000)]
    public int LessonsPerClassMax { get; set; } = 2_000;

    /// <summary>Longest time from a lesson's start to its end. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan DurationMax { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Lessons of one class in one answer; what starts later is left out. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int LessonsPerAnswerMax { get; set; } = 1_000;

    /// <summary>Classes looked at for one person's day; those after are left out. Default: 100.</summary>
    [Range(1, 1_000)]
    public int ClassesPerPersonMax { get; set; } = 100;

    /// <summary>The part of this that the rules read.</summary>
    public PlanLimits Limits() => new() { LessonsPerClassMax = LessonsPerClassMax, DurationMax = DurationMax };
}

[OptionsValidator]
internal sealed partial class TimetableOptionsValidator : IValidateOptions<TimetableOptions>;
