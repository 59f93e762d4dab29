using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;

namespace Classroom.Ports.Timetables;

/// <summary>Keeps the plans of lessons, their times to the millisecond. Held to tests/Storage.Tests/TimetableStoreSpec.</summary>
public interface ITimetableStore
{
    /// <summary>The plan, or null if there is none of that id.</summary>
    Task<LessonPlan?> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default);

    /// <summary>Plans of a class that end after <paramref name="from"/> and start before <paramref name="to"/>, by start then id; at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<LessonPlan>> ReadOfClassAsync(ClassId id, DateTimeOffset from, DateTimeOffset to, int countMax, CancellationToken cancellationToken = default);

    /// <summary>Plans of any school that are planned or live and whose end is before <paramref name="endsBefore"/>, the earliest first: what the sweeper looks at.</summary>
    Task<IReadOnlyList<LessonPlan>> ReadOverdueAsync(DateTimeOffset endsBefore, int countMax, CancellationToken cancellationToken = default);

    /// <summary>Plans of any school that are live, in the order of their ids, after the given one: what wakes up after a restart.</summary>
    Task<IReadOnlyList<LessonId>> ReadLiveAsync(LessonId? after, int countMax, CancellationToken cancellationToken = default);

    /// <summary>Writes the plan if its version is one more than what is stored (1 for a new one); durable on return.</summary>
    /// <returns>False, and nothing is written, if the stored version is another.</returns>
    Task<bool> SaveAsync(LessonPlan plan, CancellationToken cancellationToken = default);

    /// <summary>How many lessons of the class are planned or live.</summary>
    Task<int> CountOpenAsync(ClassId id, CancellationToken cancellationToken = default);
}
