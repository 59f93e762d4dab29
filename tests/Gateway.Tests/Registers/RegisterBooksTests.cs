using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Registers;
using Classroom.Gateway.Tests.Logs;
using Classroom.Ports.Lessons;
using Classroom.Storage.InMemory.Lessons;
using Classroom.Testing.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Tests.Registers;

/// <summary>What registers remember of logs, up to their limit.</summary>
public sealed class RegisterBooksTests : IDisposable
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly FaultyLessonLog _log = new(new InMemoryLessonLog());
    private readonly TestLogReaders _readers = new();
    private readonly RegisterBooks _books;

    public RegisterBooksTests() => _books = new(_log, _readers.Turns, Options.Create(new RegisterOptions { LessonsMax = 10 }));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int Reads => _log.Count(LogOperation.Read);

    public void Dispose() => _readers.Dispose();

    /// <summary>Seen to fail with a cache that keeps all, and with one that keeps none.</summary>
    [Fact]
    public async Task Beyond_the_limit_the_lessons_not_looked_at_for_longest_are_read_again_and_the_latest_are_not()
    {
        var lessons = Enumerable.Range(0, 11).Select(n => LessonId.Parse($"demo~l{n}")).ToArray();
        foreach (var lesson in lessons)
        {
            await HoldAsync(lesson);
            await _books.ReadAsync(lesson, Stop);
        }

        var first = Reads;
        foreach (var lesson in lessons[6..])
        {
            await _books.ReadAsync(lesson, Stop);
        }

        var latest = Reads;
        var again = await _books.ReadAsync(lessons[0], Stop);

        Assert.Equal((11, 11, 12), (first, latest, Reads));
        Assert.NotNull(again.EndedAt);
        Assert.Single(again.People);
    }

    [Fact]
    public async Task A_live_lesson_is_read_on_from_where_it_was_and_an_ended_one_no_more()
    {
        var lesson = LessonId.Parse("demo~live");
        await _log.OpenAsync(lesson, Stop);
        await AppendAsync(lesson, 1, new PresenceChanged([new(ParticipantId.Parse("ana"), LessonRole.Student)], []));
        var live = await _books.ReadAsync(lesson, Stop);
        await AppendAsync(lesson, 2, new LessonStarted(Eight.AddHours(1)));
        await AppendAsync(lesson, 3, new LessonEnded(LessonEndReason.ByTeacher));
        var ended = await _books.ReadAsync(lesson, Stop);
        await _books.ReadAsync(lesson, Stop);

        Assert.Equal((1, 3, 2), (live.Sequence, ended.Sequence, Reads));
    }

    private async Task HoldAsync(LessonId lesson)
    {
        await _log.OpenAsync(lesson, Stop);
        await AppendAsync(lesson, 1, new PresenceChanged([new(ParticipantId.Parse("ana"), LessonRole.Student)], []));
        await AppendAsync(lesson, 2, new LessonEnded(LessonEndReason.ByTeacher));
    }

    private async Task AppendAsync(LessonId lesson, long sequence, LessonEvent what)
    {
        var entry = new LessonEntry(sequence, 1, Eight.AddMinutes(sequence), null, Audience.All, what);
        Assert.Equal([AppendOutcome.Appended], await _log.AppendAsync([new(lesson, 1, sequence - 1, [new StoredEntry(sequence, 1, null, EntryCodec.Encode(entry))])], Stop));
    }
}
