using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;

namespace Classroom.Contracts.Lessons;

/// <summary>Who may see an event.</summary>
/// <remarks>
/// On the wire: <c>"all"</c>, <c>"teachers"</c>, <c>"nobody"</c>, or <c>{"teachers":true,"named":["…"]}</c>.
/// An ejected participant sees nothing after their ejection, whatever the audience.
/// </remarks>
[JsonConverter(typeof(AudienceJsonConverter))]
public sealed record Audience
{
    /// <summary>Everybody in the lesson.</summary>
    public static readonly Audience All = new() { Everyone = true };

    /// <summary>The teachers of the lesson.</summary>
    public static readonly Audience TeachersOnly = new() { Teachers = true };

    /// <summary>Nobody: kept for the rules alone.</summary>
    public static readonly Audience Nobody = new();

    /// <summary>Whether everybody may see it.</summary>
    public bool Everyone { get; init; }

    /// <summary>Whether every teacher may see it.</summary>
    public bool Teachers { get; init; }

    /// <summary>Who else may see it, by name.</summary>
    public ImmutableArray<ParticipantId> Named { get; init; } = [];

    /// <summary>The teachers and one student: a private thread.</summary>
    public static Audience TeachersAnd(ParticipantId student) => new() { Teachers = true, Named = [student] };

    /// <summary>Whether the viewer may see what has this audience.</summary>
    public bool Includes(Viewer viewer) =>
        Everyone || (Teachers && viewer.IsTeacher) || Named.Contains(viewer.Participant);

    /// <summary>Value equality, the named compared in order.</summary>
    public bool Equals(Audience? other) =>
        other is not null && Everyone == other.Everyone && Teachers == other.Teachers && Named.AsSpan().SequenceEqual(other.Named.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Everyone, Teachers, Named.Length);
}
