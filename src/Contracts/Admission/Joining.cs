using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Admission;

/// <summary>Body of <c>POST /api/v1/lessons/{lesson}/join</c>: asks for a place in a lesson, for one connection.</summary>
/// <param name="Device">Which installation of the client; its command counters go on over all its connections.</param>
public sealed record JoinLesson(DeviceId Device);

/// <summary>Answer to <see cref="JoinLesson"/>, status 200: come in, or wait.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(JoinAdmitted), "admitted")]
[JsonDerivedType(typeof(JoinWaiting), "waiting")]
public abstract record JoinAnswer
{
    private protected JoinAnswer()
    {
        // Closed: every answer is in this file.
    }
}

/// <summary>Come in: connect to the first of these, or, if it cannot be reached, to the next.</summary>
/// <param name="Role">What the caller is in the lesson.</param>
/// <param name="Entrances">At least one.</param>
public sealed record JoinAdmitted(LessonRole Role, ImmutableArray<Entrance> Entrances) : JoinAnswer;

/// <summary>Wait: ask again after <paramref name="RetryAfterMs"/>.</summary>
/// <param name="Place">How many are before the caller, themself included.</param>
/// <param name="LikelyMs">How long it will likely take, in milliseconds.</param>
/// <param name="SafeMs">How long it takes at most for nine of ten, in milliseconds.</param>
/// <param name="RetryAfterMs">When to ask again, in milliseconds; asking sooner gains nothing.</param>
public sealed record JoinWaiting(long Place, int LikelyMs, int SafeMs, int RetryAfterMs) : JoinAnswer;

/// <summary>One gateway's door to a lesson, and the ticket for it.</summary>
/// <param name="Url">Address of the hub, <c>ws</c> or <c>wss</c>, without query; relative to the node's own if it starts with <c>/</c>.</param>
/// <param name="Ticket">Proof for one connection, to be used within 60 seconds, once: in the query as <c>ticket</c>. A secret.</param>
public sealed record Entrance(string Url, string Ticket)
{
    /// <summary>Says nothing of the ticket, so that no log can.</summary>
    public override string ToString() => $"{nameof(Entrance)} {Url}";
}
