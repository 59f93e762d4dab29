using Classroom.Contracts.Ids;
using Classroom.Grains.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Ports.Lessons;
using Classroom.Testing.Lessons;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>Many lessons, few commits.</summary>
public sealed class LogWriterTests
{
    [Fact]
    public async Task What_waits_together_is_written_together_and_each_hears_its_own_outcome()
    {
        var world = new World();
        await using var writer = Writer(world);
        var heads = await OpenAsync(world, 10);
        var held = world.Faults.HoldNext(LogOperation.Append);
        var first = writer.AppendAsync(Batch(heads[0]));
        await held.Reached;
        await world.Log.OpenAsync(heads[4].Lesson, TestContext.Current.CancellationToken); // Fences one of those that wait.
        var others = heads.Skip(1).Select(head => writer.AppendAsync(Batch(head))).ToList();

        held.Release();

        Assert.Equal(AppendOutcome.Appended, await first);
        var outcomes = await Task.WhenAll(others);
        Assert.Equal(8, outcomes.Count(outcome => outcome == AppendOutcome.Appended));
        Assert.Equal(AppendOutcome.Fenced, outcomes[3]);
        Assert.Equal(2, world.Faults.Count(LogOperation.Append));
    }

    [Fact]
    public async Task A_commit_is_cut_at_its_entries()
    {
        var world = new World();
        await using var writer = Writer(world, new LogWriterOptions { EntriesPerCommitMax = 4 });
        var heads = await OpenAsync(world, 10);
        var held = world.Faults.HoldNext(LogOperation.Append);
        var first = writer.AppendAsync(Batch(heads[0]));
        await held.Reached;
        var others = heads.Skip(1).Select(head => writer.AppendAsync(Batch(head))).ToList();

        held.Release();

        await Task.WhenAll([first, .. others]);
        Assert.Equal(1 + 3, world.Faults.Count(LogOperation.Append)); // 1, then 4, 4 and 1.
    }

    [Fact]
    public async Task A_commit_of_unknown_outcome_is_so_for_all_of_it_and_the_next_goes_on()
    {
        var world = new World();
        await using var writer = Writer(world);
        var heads = await OpenAsync(world, 3);
        world.Faults.Next(LogOperation.Append, LogFault.Lose);

        await Assert.ThrowsAsync<IOException>(() => writer.AppendAsync(Batch(heads[0])));

        Assert.Equal(AppendOutcome.Appended, await writer.AppendAsync(Batch(heads[1])));
    }

    [Fact]
    public async Task What_is_queued_when_it_stops_is_written()
    {
        var world = new World();
        var writer = Writer(world);
        var heads = await OpenAsync(world, 5);
        var held = world.Faults.HoldNext(LogOperation.Append);
        var writing = heads.Select(head => writer.AppendAsync(Batch(head))).ToList();
        await held.Reached;

        var stopping = writer.DisposeAsync();
        held.Release();

        await stopping;
        Assert.All(await Task.WhenAll(writing), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        await Assert.ThrowsAnyAsync<Exception>(() => writer.AppendAsync(Batch(heads[0])));
    }

    private static LogWriter Writer(World world, LogWriterOptions? options = null)
    {
        var services = new ServiceCollection().AddMetrics().AddSingleton<LessonMetrics>().BuildServiceProvider();
        return new LogWriter(world.Log, Options.Create(options ?? new()), world.Time, services.GetRequiredService<LessonMetrics>(), NullLogger<LogWriter>.Instance);
    }

    private static async Task<List<(LessonId Lesson, long Epoch)>> OpenAsync(World world, int count)
    {
        var heads = new List<(LessonId, long)>();
        for (var n = 0; n < count; n++)
        {
            var lesson = LessonId.Parse($"demo~lesson-{n}");
            heads.Add((lesson, (await world.Log.OpenAsync(lesson)).Epoch));
        }

        return heads;
    }

    private static LessonLogBatch Batch((LessonId Lesson, long Epoch) head) =>
        new(head.Lesson, head.Epoch, 0, [new StoredEntry(1, head.Epoch, null, "{}"u8.ToArray())]);
}
