using Classroom.Contracts.Ids;
using Classroom.Grains.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Ports.Lessons;
using Classroom.Testing.Lessons;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>More than one writer: each lesson keeps to one of them, and they do not wait for each other.</summary>
public sealed class WritersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly World _world = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Seen to fail when a batch went to the next writer in turn: the second of a lesson overtook the first, and was fenced.</summary>
    [Fact]
    public async Task Batches_of_one_lesson_stay_in_order_whatever_writers_there_are()
    {
        await using var writer = Writer(writers: 4);
        var lessons = await OpenAsync(Enumerable.Range(0, 21)); // Not a multiple of the writers: by turns, each batch of a lesson would meet another one.
        _world.Faults.Always(LogOperation.Append, LogFault.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System)); // An instant log hides who overtakes whom.

        var writing = Enumerable.Range(0, 10).SelectMany(head => lessons.Select(lesson => writer.AppendAsync(Batch(lesson, head)))).ToList();

        Assert.All(await Task.WhenAll(writing).WaitAsync(Patience, Stop), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        foreach (var lesson in lessons)
        {
            Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), (await _world.Log.ReadAsync(lesson, 0, 100, Stop)).Select(entry => entry.Sequence));
        }
    }

    [Fact]
    public async Task What_waits_for_one_writer_goes_in_one_commit_of_that_writer()
    {
        await using var writer = Writer(writers: 2);
        var (one, other) = (await OpenAsync(Of(0, 11)), await OpenAsync(Of(1, 11)));
        using var held = _world.Faults.HoldNext(LogOperation.Append);
        using var alsoHeld = _world.Faults.HoldNext(LogOperation.Append);
        var first = new[] { writer.AppendAsync(Batch(one[0], 0)), writer.AppendAsync(Batch(other[0], 0)) };
        await Task.WhenAll(held.Reached, alsoHeld.Reached).WaitAsync(Patience, Stop); // Both are in flight at once.
        var waiting = one.Concat(other).Except([one[0], other[0]]).Select(lesson => writer.AppendAsync(Batch(lesson, 0))).ToList();

        held.Release();
        alsoHeld.Release();

        Assert.All(await Task.WhenAll([.. first, .. waiting]).WaitAsync(Patience, Stop), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.Equal([1, 1, 10, 10], Commits().Select(commit => commit.Count).Order());
        Assert.All(Commits(), commit => Assert.Single(commit.Select(batch => WriterOf(batch.Lesson)).Distinct()));
    }

    /// <summary>Seen to fail when all writers shared one queue.</summary>
    [Fact]
    public async Task A_writer_that_hangs_or_fails_holds_up_only_its_own_lessons()
    {
        await using var writer = Writer(writers: 2);
        var (one, other) = (await OpenAsync(Of(0, 2)), await OpenAsync(Of(1, 2)));
        using var held = _world.Faults.HoldNext(LogOperation.Append);
        _world.FaultsBehind.Next(LogOperation.Append, LogFault.None, LogFault.None, LogFault.Lose); // The held one comes third, and is lost.
        var hanging = writer.AppendAsync(Batch(one[0], 0));
        await held.Reached.WaitAsync(Patience, Stop);

        Assert.Equal(AppendOutcome.Appended, await writer.AppendAsync(Batch(other[0], 0)).WaitAsync(Patience, Stop));
        Assert.Equal(AppendOutcome.Appended, await writer.AppendAsync(Batch(other[0], 1)).WaitAsync(Patience, Stop));
        Assert.False(hanging.IsCompleted);
        held.Release();

        await Assert.ThrowsAsync<IOException>(() => hanging.WaitAsync(Patience, Stop));
        Assert.Equal(AppendOutcome.Appended, await writer.AppendAsync(Batch(one[1], 0)).WaitAsync(Patience, Stop));
        Assert.Equal(AppendOutcome.Appended, await writer.AppendAsync(Batch(other[1], 0)).WaitAsync(Patience, Stop));
    }

    /// <summary>Numbers of lessons that keep to a writer of two.</summary>
    private static IEnumerable<int> Of(uint writer, int count) => Enumerable.Range(0, 10_000).Where(n => WriterOf(Lesson(n)) == writer).Take(count);

    private static uint WriterOf(LessonId lesson) => LogWriter.WriterOf(lesson, 2);

    private static LessonId Lesson(int number) => LessonId.Parse($"demo~lesson-{number}");

    private static LessonLogBatch Batch(LessonId lesson, long head) => new(lesson, 1, head, [new StoredEntry(head + 1, 1, null, "{}"u8.ToArray())]);

    private IReadOnlyList<IReadOnlyList<LessonLogBatch>> Commits() => _world.Log.Commits;

    private LogWriter Writer(int writers)
    {
        var services = new ServiceCollection().AddMetrics().AddSingleton<LessonMetrics>().BuildServiceProvider();
        return new LogWriter(_world.Log, Options.Create(new LogWriterOptions { Writers = writers }), _world.Time, services.GetRequiredService<LessonMetrics>(), NullLogger<LogWriter>.Instance);
    }

    private async Task<List<LessonId>> OpenAsync(IEnumerable<int> numbers)
    {
        var lessons = numbers.Select(Lesson).ToList();
        foreach (var lesson in lessons)
        {
            await _world.Log.OpenAsync(lesson, Stop);
        }

        return lessons;
    }
}
