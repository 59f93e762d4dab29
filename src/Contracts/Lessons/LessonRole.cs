using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Lessons;

/// <summary>What somebody is in a lesson; fixed by their ticket.</summary>
[GenerateSerializer, Alias("LessonRole")]
[JsonConverter(typeof(NamedEnumConverter<LessonRole>))]
public enum LessonRole
{
    /// <summary>Follows the lesson.</summary>
    [JsonStringEnumMemberName("student")]
    Student = 0,

    /// <summary>Leads the lesson.</summary>
    [JsonStringEnumMemberName("teacher")]
    Teacher = 1,
}

/// <summary>Somebody who looks at a lesson or acts in it: all that rules need to know of them.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">As what. Omitted on the wire for a student.</param>
[GenerateSerializer, Immutable, Alias("Viewer")]
public sealed record Viewer(
    ParticipantId Participant,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] LessonRole Role = LessonRole.Student)
{
    /// <summary>Whether this is a teacher of the lesson.</summary>
    [JsonIgnore]
    public bool IsTeacher => Role == LessonRole.Teacher;
}
