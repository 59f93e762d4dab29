using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Lessons;

/// <summary>Body of <c>POST /api/v1/lessons/{lesson}/join</c>.</summary>
/// <param name="Device">This installation of the client, chosen by it at random and kept: 1 to 32 letters, digits, <c>-</c> or <c>_</c>, but not <c>gateway</c>.</param>
public sealed record JoinLesson(DeviceId Device);

/// <summary>Answer to a join: whether the client may connect now.</summary>
/// <param name="Status">Clients must wait and ask again on a status they do not know.</param>
/// <param name="Ticket">Opens one connection, once: goes into the <c>access_token</c> parameter of the address. A secret.</param>
/// <param name="Url">Address of the hub, for a SignalR client: absolute, <c>http</c> or <c>https</c>, without the ticket.</param>
/// <param name="ExpiresAt">Latest instant to open the connection.</param>
/// <param name="RetryAfterMs">While waiting: when to ask again, in milliseconds.</param>
public sealed record LessonAdmission(AdmissionStatus Status, string? Ticket = null, Uri? Url = null, DateTimeOffset? ExpiresAt = null, int? RetryAfterMs = null)
{
    /// <summary>Says nothing of the ticket, so that no log can.</summary>
    public override string ToString() => $"{nameof(LessonAdmission)} {Status}";
}

/// <summary>Where somebody who wants to enter stands. Part of the protocol: append only.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdmissionStatus>))]
public enum AdmissionStatus
{
    /// <summary>Connect now.</summary>
    [JsonStringEnumMemberName("admitted")]
    Admitted = 1,

    /// <summary>Ask again later.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting = 2,
}
