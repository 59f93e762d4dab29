using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Rosters;

/// <summary>What a person is at their school.</summary>
[GenerateSerializer, Alias("SchoolRole")]
[JsonConverter(typeof(NamedEnumConverter<SchoolRole>))]
public enum SchoolRole
{
    /// <summary>Learns: enters the lessons of their classes.</summary>
    [JsonStringEnumMemberName("student")]
    Student = 0,

    /// <summary>Teaches: plans and holds the lessons of their classes.</summary>
    [JsonStringEnumMemberName("teacher")]
    Teacher = 1,

    /// <summary>Runs the school: imports rosters, issues codes, reads every class; holds no lesson.</summary>
    [JsonStringEnumMemberName("office")]
    Office = 2,
}
