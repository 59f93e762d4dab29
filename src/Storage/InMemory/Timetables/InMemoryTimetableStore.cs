using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Timetables;

namespace Classroom.Storage.InMemory.Timetables;

/// <summary>Plans that live as long as the object: for tests.</summary>
internal sealed class InMemoryTimetableStore : ITimetableStore
{
    private readonly ConcurrentDictionary<LessonId, LessonPlan> _plans = [];

    public Task<LessonPlan?> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        Answer(() => _plans.GetValueOrDefault(lesson), cancellationToken);

    public Task<IReadOnlyList<LessonPlan>> ReadOfClassAsync(ClassId id, DateTimeOffset from, DateTimeOffset to, int countMax, CancellationToken cancellationToken = default) =>
        Answer<IReadOnlyList<LessonPlan>>(
            () => [.. InOrder(plan => plan.StartsAt).Where(plan => plan.Class == id && plan.StartsAt < to && plan.EndsAt > from).Take(countMax)],
            cancellationToken);

    public Task<IReadOnlyList<LessonPlan>> ReadOverdueAsync(DateTimeOffset endsBefore, int countMax, CancellationToken cancellationToken = default) =>
        Answer<IReadOnlyList<LessonPlan>>(
            () => [.. InOrder(plan => plan.EndsAt).Where(plan => IsOpen(plan) && plan.EndsAt < endsBefore).Take(countMax)],
            cancellationToken);

    public Task<IReadOnlyList<LessonId>> ReadLiveAsync(LessonId? after, int countMax, CancellationToken cancellationToken = default) =>
        Answer<IReadOnlyList<LessonId>>(
            () =>
            [
                .. InOrder(_ => 0)
                    .Where(plan => plan.Status == LessonStatus.Live && string.CompareOrdinal(plan.Lesson.ToString(), after?.ToString()) > 0)
                    .Select(plan => plan.Lesson)
                    .Take(countMax),
            ],
            cancellationToken);

    public Task<bool> SaveAsync(LessonPlan plan, CancellationToken cancellationToken = default)
    {
        var kept = plan with { StartsAt = ToMilliseconds(plan.StartsAt), EndsAt = ToMilliseconds(plan.EndsAt) };
        return Answer(
            () => plan.Version == 1
                ? _plans.TryAdd(plan.Lesson, kept)
                : _plans.TryGetValue(plan.Lesson, out var stored) && stored.Version == plan.Version - 1 && _plans.TryUpdate(plan.Lesson, kept, stored),
            cancellationToken);
    }

    public Task<int> CountOpenAsync(ClassId id, CancellationToken cancellationToken = default) =>
        Answer(() => _plans.Values.Count(plan => plan.Class == id && IsOpen(plan)), cancellationToken);

    private static bool IsOpen(LessonPlan plan) => plan.Status is LessonStatus.Planned or LessonStatus.Live;

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static Task<T> Answer<T>(Func<T> answer, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Task.FromResult(answer());

    private IEnumerable<LessonPlan> InOrder<T>(Func<LessonPlan, T> by) =>
        _plans.Values.OrderBy(by).ThenBy(plan => plan.Lesson.ToString(), StringComparer.Ordinal);
}
