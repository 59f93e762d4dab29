using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Orleans;
using Orleans.Concurrency;

namespace Classroom.Grains.Abstractions.Lessons;

/// <summary>The gateway's end of a push. A lesson has at most one call in flight to it.</summary>
[Alias("ILessonSink")]
public interface ILessonSink : IGrainObserver
{
    /// <summary>Takes entries, in order. Only copies and returns; one that comes before the answer to an attach waits for that.</summary>
    /// <returns>The last sequence the gateway now holds, from which the lesson goes on; -1 if it does not follow the lesson (any more).</returns>
    [Alias("Push"), ResponseTimeout("00:00:03")]
    Task<long> Push(LessonBatch batch);

    /// <summary>Takes signals. May be dropped.</summary>
    [Alias("Relay"), OneWay]
    Task Relay(LessonId lesson, ImmutableArray<SignalBy> signals);

    /// <summary>The lesson stopped pushing: it moves, lost its log, or could not reach this gateway. Attach again at once, from what is held. May be lost: renewing tells as well.</summary>
    /// <param name="lesson">Which lesson.</param>
    /// <param name="epoch">Epoch of the activation that stopped; of no interest to one who is attached to a later one.</param>
    [Alias("Dropped"), OneWay]
    Task Dropped(LessonId lesson, long epoch);
}

/// <summary>Entries of one lesson, encoded once.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Epoch">Epoch of the activation that pushes.</param>
/// <param name="First">Sequence of the first entry.</param>
/// <param name="Entries">Each entry's UTF-8 JSON as stored, in order, without gaps.</param>
[GenerateSerializer, Immutable, Alias("LessonBatch")]
public sealed record LessonBatch(LessonId Lesson, long Epoch, long First, ImmutableArray<ReadOnlyMemory<byte>> Entries);
