using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Timetables;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>A timetable that a test can make fail and watch.</summary>
internal sealed class FaultyTimetable(ITimetableStore inner) : ITimetableStore
{
    private readonly Signal _changed = new();
    private int _savesToFail;

    /// <summary>The next saves fail.</summary>
    public void FailSaves(int count) => _savesToFail = count;

    /// <summary>Waits until the lesson's plan is like this.</summary>
    public Task WaitForAsync(LessonId lesson, Func<LessonPlan, bool> like) =>
        _changed.WaitAsync(async () => await inner.ReadAsync(lesson) is { } plan && like(plan));

    /// <summary>Whether a save would fail.</summary>
    public bool FailsSaves => _savesToFail > 0;

    public Task<bool> SaveAsync(LessonPlan plan, CancellationToken cancellationToken = default)
    {
        try
        {
            if (_savesToFail == 0)
            {
                return inner.SaveAsync(plan, cancellationToken);
            }

            _savesToFail--;
            return Task.FromException<bool>(new IOException("The disk is gone."));
        }
        finally
        {
            _changed.Raise();
        }
    }

    public Task<LessonPlan?> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default) => inner.ReadAsync(lesson, cancellationToken);

    public Task<IReadOnlyList<LessonPlan>> ReadOfClassAsync(ClassId id, DateTimeOffset from, DateTimeOffset to, int countMax, CancellationToken cancellationToken = default) =>
        inner.ReadOfClassAsync(id, from, to, countMax, cancellationToken);

    public Task<IReadOnlyList<LessonPlan>> ReadOverdueAsync(DateTimeOffset endsBefore, int countMax, CancellationToken cancellationToken = default) =>
        inner.ReadOverdueAsync(endsBefore, countMax, cancellationToken);

    public Task<IReadOnlyList<LessonId>> ReadLiveAsync(LessonId? after, int countMax, CancellationToken cancellationToken = default) =>
        inner.ReadLiveAsync(after, countMax, cancellationToken);

    public Task<int> CountOpenAsync(ClassId id, CancellationToken cancellationToken = default) => inner.CountOpenAsync(id, cancellationToken);
}
