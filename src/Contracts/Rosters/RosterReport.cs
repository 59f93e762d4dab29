using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Orleans;

namespace Classroom.Contracts.Rosters;

/// <summary>What came of one roster import.</summary>
/// <param name="Outcome">Whether anything changed, and if not, why.</param>
/// <param name="Changes">What changed, one entry a kind that was touched; empty if refused.</param>
/// <param name="Skipped">Rows that are valid but name what Classroom does not keep, such as parents.</param>
/// <param name="Schools">Schools that changed, with their new version, in order of id.</param>
/// <param name="Faults">The first faults, in the order found. Any fault refuses the whole archive.</param>
/// <param name="FaultCount">How many faults there are, those not listed included.</param>
/// <param name="Unplanned">The first lessons of the archive that could not be planned, in order of line. All else is in force all the same.</param>
/// <param name="UnplannedCount">How many lessons could not be planned, those not listed included.</param>
[GenerateSerializer, Immutable, Alias("RosterReport")]
public sealed record RosterReport(
    RosterOutcome Outcome,
    ImmutableArray<RosterChangeCount> Changes,
    long Skipped,
    ImmutableArray<School> Schools,
    ImmutableArray<RosterFault> Faults,
    long FaultCount,
    ImmutableArray<UnplannedLesson> Unplanned,
    long UnplannedCount);

/// <summary>A lesson of an archive that was not planned.</summary>
/// <param name="Lesson">The id it would have had.</param>
/// <param name="Reason">Why its plan was refused; null if its class could not be reached: import again, which plans what is missing.</param>
/// <param name="File">Name of the file in the archive.</param>
/// <param name="Line">Line of the file on which the row starts, from 1 (the header).</param>
[GenerateSerializer, Immutable, Alias("UnplannedLesson")]
public sealed record UnplannedLesson(LessonId Lesson, PlanRefusal? Reason, string? File = null, long? Line = null);

/// <summary>How an import ended.</summary>
[GenerateSerializer, Alias("RosterOutcome")]
[JsonConverter(typeof(NamedEnumConverter<RosterOutcome>))]
public enum RosterOutcome
{
    /// <summary>Everything in the archive is in force.</summary>
    [JsonStringEnumMemberName("applied")]
    Applied = 0,

    /// <summary>The archive says what is already in force: nothing was written.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged = 1,

    /// <summary>At least one fault: nothing was changed.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 2,
}

/// <summary>How many records of one kind an import touched.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Added">New, or back after having been removed: it keeps its id.</param>
/// <param name="Changed">Known, with other contents.</param>
/// <param name="Removed">No longer in force: <c>tobedeleted</c>, absent from a bulk file, or left without what it belongs to.</param>
[GenerateSerializer, Immutable, Alias("RosterChangeCount")]
public sealed record RosterChangeCount(RosterKind Kind, long Added, long Changed, long Removed);

/// <summary>What a roster is made of.</summary>
[GenerateSerializer, Alias("RosterKind")]
[JsonConverter(typeof(NamedEnumConverter<RosterKind>))]
public enum RosterKind
{
    /// <summary>An organisation of type <c>school</c>.</summary>
    [JsonStringEnumMemberName("school")]
    School = 0,

    /// <summary>An organisation above schools: academy, district, department.</summary>
    [JsonStringEnumMemberName("organisation")]
    Organisation = 1,

    /// <summary>A school year, semester or term.</summary>
    [JsonStringEnumMemberName("session")]
    Session = 2,

    /// <summary>What is taught, in general.</summary>
    [JsonStringEnumMemberName("course")]
    Course = 3,

    /// <summary>A group that is taught together.</summary>
    [JsonStringEnumMemberName("class")]
    Class = 4,

    /// <summary>A person of a school; somebody at two schools counts twice.</summary>
    [JsonStringEnumMemberName("person")]
    Person = 5,

    /// <summary>What a person is at their school.</summary>
    [JsonStringEnumMemberName("role")]
    Role = 6,

    /// <summary>A person's place in a class.</summary>
    [JsonStringEnumMemberName("enrollment")]
    Enrollment = 7,
}

/// <summary>One thing wrong with an archive.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="File">Name of the file in the archive; null if it concerns the archive as a whole.</param>
/// <param name="Line">Line of the file on which the row starts, from 1 (the header); null if it concerns the file as a whole.</param>
/// <param name="Column">Name of the column; null if it concerns the row as a whole.</param>
/// <param name="Value">The offending text, at most 64 characters of it, control characters replaced; null if there is none to show.</param>
/// <param name="Allowed">What the value may be, where it is one of a few words; else null.</param>
[GenerateSerializer, Immutable, Alias("RosterFault")]
public sealed record RosterFault(
    RosterFaultCode Code, string? File = null, long? Line = null, string? Column = null, string? Value = null, ImmutableArray<string>? Allowed = null);

/// <summary>How far an import has come.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="File">The file being read, if one is.</param>
/// <param name="Rows">Rows done in this phase so far, over all files.</param>
[GenerateSerializer, Immutable, Alias("RosterProgress")]
public sealed record RosterProgress(RosterPhase Phase, string? File, long Rows);

/// <summary>The steps of an import, in order.</summary>
[GenerateSerializer, Alias("RosterPhase")]
[JsonConverter(typeof(NamedEnumConverter<RosterPhase>))]
public enum RosterPhase
{
    /// <summary>The archive is being received.</summary>
    [JsonStringEnumMemberName("receiving")]
    Receiving = 0,

    /// <summary>Every row is checked. Nothing has been written.</summary>
    [JsonStringEnumMemberName("checking")]
    Checking = 1,

    /// <summary>What changes is being written where nobody sees it yet.</summary>
    [JsonStringEnumMemberName("staging")]
    Staging = 2,

    /// <summary>All changes come into force at once.</summary>
    [JsonStringEnumMemberName("applying")]
    Applying = 3,

    /// <summary>Done; the report follows.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 4,
}
