namespace Classroom.Domain.Timetables;

/// <summary>What a timetable may hold.</summary>
public sealed record PlanLimits
{
    /// <summary>The limits of an installation that changed none.</summary>
    public static readonly PlanLimits Default = new();

    /// <summary>First instant that a plan may name.</summary>
    public static readonly DateTimeOffset EarliestAt = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>First instant that a plan may no longer name.</summary>
    public static readonly DateTimeOffset LatestAt = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Longest stretch of time whose plans are read at once; whoever wants more asks again.</summary>
    public static readonly TimeSpan WindowMax = TimeSpan.FromDays(31);

    /// <summary>Length of a title, in UTF-16 code units. Default: 200.</summary>
    public int TitleMax { get; init; } = 200;

    /// <summary>Longest time from start to end. Default: 12 hours.</summary>
    public TimeSpan DurationMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Lessons of a class that are planned or live. Default: 2,000.</summary>
    public int LessonsPerClassMax { get; init; } = 2_000;
}
