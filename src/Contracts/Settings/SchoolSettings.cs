using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Settings;

/// <summary>What a school's office decides for its lessons. Body of <c>PUT /api/v1/schools/{school}/settings</c>.</summary>
/// <param name="LateAfterMinutes">Who comes later than this after a lesson's planned start is late: 0 to 60 minutes.</param>
/// <param name="Language">Language of its files and of what it prints, and of its pages where nobody chose one.</param>
/// <param name="ParticipantsMax">People who hold a place in one lesson before students are refused: 1 to the node's own limit; absent: the node's.</param>
[GenerateSerializer, Immutable, Alias("SchoolSettings")]
public sealed record SchoolSettings(int LateAfterMinutes, SchoolLanguage Language, int? ParticipantsMax = null)
{
    /// <summary>Latest beginning of lateness. Unit: minutes.</summary>
    public const int LateAfterMinutesMax = 60;

    /// <summary>Of a school that decided nothing.</summary>
    public static readonly SchoolSettings Default = new(5, SchoolLanguage.French);
}

/// <summary>A language that Classroom speaks.</summary>
[GenerateSerializer, Alias("SchoolLanguage")]
[JsonConverter(typeof(NamedEnumConverter<SchoolLanguage>))]
public enum SchoolLanguage
{
    [JsonStringEnumMemberName("fr")]
    French = 0,

    [JsonStringEnumMemberName("en")]
    English = 1,
}

/// <summary>Answer of <c>/api/v1/schools/{school}/settings</c>; its version is the ETag, 0 while nothing was decided.</summary>
/// <param name="LateAfterMinutes">As in <see cref="SchoolSettings"/>.</param>
/// <param name="Language">As in <see cref="SchoolSettings"/>.</param>
/// <param name="ParticipantsMax">As in <see cref="SchoolSettings"/>; absent: the node's limit.</param>
/// <param name="ParticipantsBound">The node's own limit: what counts is the smaller of both.</param>
public sealed record SettingsOfSchool(int LateAfterMinutes, SchoolLanguage Language, int? ParticipantsMax, int ParticipantsBound);
