using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Lessons;

/// <summary>One event in its envelope: what the log keeps and every reader folds.</summary>
/// <remarks>The lesson is named once, by the frame or page that carries entries.</remarks>
/// <param name="Sequence">From 1, without gaps within the lesson.</param>
/// <param name="Epoch">Which activation of the lesson wrote it; never falls as the sequence grows.</param>
/// <param name="At">When it was decided: UTC, whole milliseconds, never earlier than the entry before.</param>
/// <param name="By">Who caused it; none where the lesson itself did: then null is written.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="Event">What happened.</param>
public sealed record LessonEntry(
    long Sequence,
    long Epoch,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ParticipantId? By,
    Audience Audience,
    LessonEvent Event);
