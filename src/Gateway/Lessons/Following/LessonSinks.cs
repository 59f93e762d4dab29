using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>The objects that lessons push to. Calls to one are taken one after another, so there are several, and a lesson always uses the same.</summary>
internal sealed class LessonSinks(IGrainFactory grains)
{
    private readonly Lock _lock = new();
    private readonly LessonSink[] _sinks = [.. Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new LessonSink())]; // Held here: Orleans holds them weakly.
    private readonly ILessonSink?[] _references = new ILessonSink?[Environment.ProcessorCount * 2];

    /// <summary>Where the lesson pushes to.</summary>
    public ILessonSink Of(LessonId lesson)
    {
        var index = (int)((uint)string.GetHashCode(lesson.ToString(), StringComparison.Ordinal) % (uint)_sinks.Length);
        lock (_lock)
        {
            return _references[index] ??= grains.CreateObjectReference<ILessonSink>(_sinks[index]);
        }
    }

    /// <summary>Says who takes pushes; once.</summary>
    public void Serve(Func<LessonId, LessonFollower?> find)
    {
        foreach (var sink in _sinks)
        {
            sink.Find = find;
        }
    }

    private sealed class LessonSink : ILessonSink
    {
        public Func<LessonId, LessonFollower?> Find { get; set; } = _ => null;

        public Task<long> Push(LessonBatch batch) => Task.FromResult(Find(batch.Lesson)?.Push(batch) ?? -1);

        public Task Relay(LessonId lesson, ImmutableArray<SignalBy> signals)
        {
            Find(lesson)?.Signals.TakeOthers(signals);
            return Task.CompletedTask;
        }

        public Task Dropped(LessonId lesson, long epoch)
        {
            Find(lesson)?.Dropped(epoch);
            return Task.CompletedTask;
        }
    }
}
