using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Hub;

/// <summary>Where the lesson stands for this viewer.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Sequence">The sequence this covers: entries go on after it.</param>
/// <param name="You">Who the client is here.</param>
/// <param name="Counter">Highest counter of this device that the lesson remembers; new commands must count on from the larger of this and the client's own.</param>
/// <param name="View">The view as of <paramref name="Sequence"/>; none on a resume: what the client holds goes on.</param>
/// <param name="ServerTime">The server's clock.</param>
/// <param name="HeartbeatMs">How often heartbeats go both ways, in milliseconds.</param>
public sealed record LessonWelcome(
    LessonId Lesson,
    long Epoch,
    long Sequence,
    Viewer You,
    long Counter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LessonView? View,
    DateTimeOffset ServerTime,
    int HeartbeatMs);

/// <summary>Entries of a range, those this viewer may see.</summary>
/// <param name="Epoch">Epoch of the last entry of the range.</param>
/// <param name="From">First sequence covered; always one after what was covered before.</param>
/// <param name="To">Last sequence covered. A sequence in the range without an entry is one this viewer may not see.</param>
/// <param name="Entries">In order.</param>
public sealed record LessonEntries(long Epoch, long From, long To, ImmutableArray<LessonEntry> Entries);

/// <summary>What became of a command.</summary>
/// <param name="Counter">Which command.</param>
/// <param name="Sequence">The entry it caused; left out if it changed nothing or its entry may not be named.</param>
/// <param name="Refusal">Why it was refused; left out if it was not.</param>
/// <param name="RetryAfterMs">How long to wait before a retry, in milliseconds.</param>
public sealed record CommandAnswer(
    long Counter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Sequence = 0,
    LessonRefusal? Refusal = null,
    int? RetryAfterMs = null);

/// <summary>Fleeting things of others.</summary>
public sealed record LessonSignals(ImmutableArray<SignalBy> Signals);

/// <summary>The server's side of the heartbeat.</summary>
/// <param name="ServerTime">The server's clock.</param>
/// <param name="Epoch">The lesson's epoch.</param>
/// <param name="Head">Last sequence of the lesson this server holds.</param>
/// <param name="SpreadMs">If this connection is lost, wait a random time up to this before the first reconnect (teachers an eighth), in milliseconds.</param>
public sealed record ServerHeartbeat(DateTimeOffset ServerTime, long Epoch, long Head, int SpreadMs);

/// <summary>Why the server closes this connection.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Reconnect">Whether to come back: by joining anew, after a spread.</param>
/// <param name="SpreadMs">Wait a random time up to this before coming back, in milliseconds.</param>
public sealed record ConnectionClosing(CloseCode Code, bool Reconnect, int SpreadMs = 0);

/// <summary>Why a server closes a connection. Part of the protocol: append only.</summary>
[JsonConverter(typeof(NamedEnumConverter<CloseCode>))]
public enum CloseCode
{
    /// <summary>The server is stopping. Come back.</summary>
    [JsonStringEnumMemberName("draining")]
    Draining = 1,

    /// <summary>This client is too far behind. Come back and resume.</summary>
    [JsonStringEnumMemberName("tooFarBehind")]
    TooFarBehind = 2,

    /// <summary>The server lost track of the lesson, or the class does not hold this person any more. Come back and resume: the join tells which.</summary>
    [JsonStringEnumMemberName("lessonLost")]
    LessonLost = 3,

    /// <summary>Same person, same device, another connection. Do not come back.</summary>
    [JsonStringEnumMemberName("replaced")]
    Replaced = 4,

    /// <summary>A teacher sent the participant out. Do not come back before being readmitted.</summary>
    [JsonStringEnumMemberName("ejected")]
    Ejected = 5,

    /// <summary>The lesson holds its maximum of participants. Come back later.</summary>
    [JsonStringEnumMemberName("lessonFull")]
    LessonFull = 6,

    /// <summary>This client does not know the events of this lesson. Update it.</summary>
    [JsonStringEnumMemberName("clientTooOld")]
    ClientTooOld = 7,

    /// <summary>Not followed within 5 seconds, or no heartbeat for 45 seconds. Come back.</summary>
    [JsonStringEnumMemberName("timedOut")]
    TimedOut = 8,

    /// <summary>The client broke the protocol: unknown method, malformed message, too large, or far too many. Do not come back as you are.</summary>
    [JsonStringEnumMemberName("protocolError")]
    ProtocolError = 9,

    /// <summary>The session ended (signed out, password changed, code reissued). Sign in again.</summary>
    [JsonStringEnumMemberName("sessionEnded")]
    SessionEnded = 10,

    /// <summary>What is stored of the lesson is damaged: nobody can enter it before somebody mends it. Come back by hand.</summary>
    [JsonStringEnumMemberName("lessonDamaged")]
    LessonDamaged = 11,
}
