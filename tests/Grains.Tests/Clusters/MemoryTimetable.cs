using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Timetables;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>A timetable in memory that a test can make fail.</summary>
internal sealed class MemoryTimetable : ITimetableStore
{
    private readonly ConcurrentDictionary<LessonId, LessonPlan> _plans = new();

    /// <summary>Saves to fail before the next succeeds.</summary>
    public int SavesToFail { get; set; }

    public Signal Changed { get; } = new();

    public LessonPlan? this[LessonId lesson] => _plans.GetValueOrDefault(lesson);

    public Task<LessonPlan?> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default) => Task.FromResult(this[lesson]);

    public Task<IReadOnlyList<LessonPlan>> ReadOfClassAsync(ClassId id, DateTimeOffset from, DateTimeOffset to, int countMax, CancellationToken cancellationToken = default) =>
        Select(countMax, plan => plan.Class == id && plan.EndsAt > from && plan.StartsAt < to);

    public Task<IReadOnlyList<LessonPlan>> ReadOverdueAsync(DateTimeOffset endsBefore, int countMax, CancellationToken cancellationToken = default) =>
        Select(countMax, plan => IsOpen(plan) && plan.EndsAt < endsBefore);

    public async Task<IReadOnlyList<LessonId>> ReadLiveAsync(LessonId? after, int countMax, CancellationToken cancellationToken = default) =>
        [.. (await Select(int.MaxValue, plan => plan.Status == LessonStatus.Live)).Select(plan => plan.Lesson)
            .OrderBy(lesson => lesson.ToString(), StringComparer.Ordinal)
            .Where(lesson => after is null || string.CompareOrdinal(lesson.ToString(), after.ToString()) > 0)
            .Take(countMax)];

    public Task<bool> SaveAsync(LessonPlan plan, CancellationToken cancellationToken = default)
    {
        if (SavesToFail > 0)
        {
            SavesToFail--;
            throw new IOException("The disk is gone.");
        }

        var isNext = (this[plan.Lesson]?.Version ?? 0) + 1 == plan.Version;
        if (isNext)
        {
            _plans[plan.Lesson] = plan;
        }

        Changed.Raise();
        return Task.FromResult(isNext);
    }

    public async Task<int> CountOpenAsync(ClassId id, CancellationToken cancellationToken = default) =>
        (await Select(int.MaxValue, plan => plan.Class == id && IsOpen(plan))).Count;

    private static bool IsOpen(LessonPlan plan) => plan.Status is LessonStatus.Planned or LessonStatus.Live;

    private Task<IReadOnlyList<LessonPlan>> Select(int countMax, Func<LessonPlan, bool> like) => Task.FromResult<IReadOnlyList<LessonPlan>>(
        [.. _plans.Values.Where(like).OrderBy(plan => plan.StartsAt).ThenBy(plan => plan.Lesson.ToString(), StringComparer.Ordinal).Take(countMax)]);
}
