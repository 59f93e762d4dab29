using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Classroom.Storage.InMemory.Lessons;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using CsCheck;

namespace Classroom.Storage.Tests.Lessons;

/// <summary>Several writers open and append in any order, also two lessons in one call; the log must be what a simple model is.</summary>
/// <remarks>
/// Each implementation was seen to fail with each of these planted bugs: epoch not compared; head not compared; what a fenced
/// batch had written not undone, or written although fenced; a redaction that keeps the command; a proof that moves back.
/// </remarks>
public sealed class LessonLogProperties : IAsyncDisposable
{
    private const int WriterCount = 3, LessonCount = 2;

    private static readonly Gen<Part> GenPart =
        Gen.Select(Gen.Int[0, WriterCount - 1], Gen.Int[0, LessonCount - 1], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[-2, 9])
            .Select((writer, lesson, entryCount, redactBack, snapshotBack, proof) => new Part(writer, lesson, entryCount, redactBack, snapshotBack, proof));

    // More appends than openings, else nobody holds a lesson long enough to write much.
    private static readonly Gen<Step[]> GenSteps = Gen.Frequency(
        (2, GenPart.Select(part => new Step(part, []))),
        (7, GenPart.Array[1, 3].Select(parts => new Step(null, parts)))).Array[1, 24];

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;
    private int _runs;

    public LessonLogProperties() => _database = SqliteDatabase.Open(_folder.File("lessons.db"), SqliteLessonLog.Migrations);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public Task The_log_in_memory_is_what_the_model_is() => GenSteps.SampleAsync(steps => RunAsync(new InMemoryLessonLog(), steps), iter: 1_000);

    [Fact]
    public Task The_log_in_SQLite_is_what_the_model_is() => GenSteps.SampleAsync(steps => RunAsync(new SqliteLessonLog(_database, new()), steps), iter: 150);

    private async Task RunAsync(ILessonLog log, Step[] steps)
    {
        var run = Interlocked.Increment(ref _runs); // One file for all runs: lessons of their own keep them apart.
        var lessons = Enumerable.Range(0, LessonCount).Select(n => new Model(LessonId.Parse($"demo~{run}-{n}"))).ToArray();
        var writers = Enumerable.Range(0, WriterCount).Select(_ => new (long Epoch, long Head)[LessonCount]).ToArray();
        foreach (var step in steps)
        {
            if (step.Open is { } open)
            {
                var head = await log.OpenAsync(lessons[open.Lesson].Id, Stop);
                Assert.Equal(lessons[open.Lesson].Open(), head);
                writers[open.Writer][open.Lesson] = (head.Epoch, head.Head);
                continue;
            }

            // A writer knows only what it was answered: within one call, it has not heard of the parts before.
            var batches = step.Parts.Select(part => part.ToBatch(lessons[part.Lesson].Id, writers[part.Writer][part.Lesson])).ToArray();
            var expected = batches.Zip(step.Parts, (batch, part) => lessons[part.Lesson].Append(batch)).ToArray();
            Assert.Equal(expected, await log.AppendAsync(batches, Stop));
            foreach (var (batch, part) in batches.Zip(step.Parts).Where((_, n) => expected[n] == AppendOutcome.Appended))
            {
                writers[part.Writer][part.Lesson].Head = batch.HeadAfter;
            }
        }

        foreach (var lesson in lessons)
        {
            await lesson.AssertIsAsync(log);
        }
    }

    /// <summary>What one writer does with one lesson.</summary>
    /// <param name="RedactBack">How far before the new head an entry is redacted; 0 = none.</param>
    /// <param name="SnapshotBack">How far before the new head a snapshot is taken, from 2; 0 = none.</param>
    /// <param name="Proof">Second of the proof of presence; negative = none.</param>
    private sealed record Part(int Writer, int Lesson, int EntryCount, int RedactBack, int SnapshotBack, int Proof)
    {
        public LessonLogBatch ToBatch(LessonId lesson, (long Epoch, long Head) held)
        {
            var entries = Enumerable.Range(1, EntryCount).Select(n => new StoredEntry(held.Head + n, held.Epoch, $"{Writer}/{n}", Bytes($"{Writer} {held.Head + n} {this}"))).ToArray();
            var batch = new LessonLogBatch(lesson, held.Epoch, held.Head, entries) { ProvedAt = Proof < 0 ? null : DateTimeOffset.FromUnixTimeSeconds(Proof) };
            var redacted = batch.HeadAfter + 1 - RedactBack;
            return (RedactBack > 0 && redacted > 0, SnapshotBack > 1 && batch.HeadAfter >= SnapshotBack) switch
            {
                (true, _) => batch with { Redactions = [new(redacted, Bytes($"redacted by {this}"))], Snapshot = new(batch.HeadAfter, Bytes($"snapshot {this}")) },
                (false, true) => batch with { Snapshot = new(batch.HeadAfter - SnapshotBack, Bytes($"snapshot {this}")) },
                _ => batch,
            };
        }

        private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
    }

    private sealed record Step(Part? Open, Part[] Parts)
    {
        public override string ToString() => Open is null ? $"Append [{string.Join<Part>(", ", Parts)}]" : $"Open {Open.Writer} {Open.Lesson}";
    }

    /// <summary>A lesson's log as a person would say it.</summary>
    private sealed class Model(LessonId id)
    {
        private readonly List<(string? Command, long Epoch, string Payload)> _entries = [];
        private long _epoch;
        private DateTimeOffset? _provedAt;
        private (long Sequence, string Payload)? _snapshot;

        public LessonId Id { get; } = id;

        public LessonLogHead Open() => new(++_epoch, _entries.Count, _provedAt);

        public AppendOutcome Append(LessonLogBatch batch)
        {
            if (_epoch == 0 || batch.Epoch != _epoch || batch.Head != _entries.Count)
            {
                return AppendOutcome.Fenced;
            }

            _entries.AddRange(batch.Entries.Select(entry => (entry.Command, entry.Epoch, LessonLogSpec.Text(entry.Payload))));
            foreach (var redaction in batch.Redactions)
            {
                _entries[(int)redaction.Sequence - 1] = (null, _entries[(int)redaction.Sequence - 1].Epoch, LessonLogSpec.Text(redaction.Payload));
            }

            _snapshot = batch.Snapshot is { } snapshot ? (snapshot.Sequence, LessonLogSpec.Text(snapshot.Payload)) : _snapshot;
            _provedAt = _provedAt is { } proved && !(batch.ProvedAt > proved) ? proved : batch.ProvedAt;
            return AppendOutcome.Appended;
        }

        public async Task AssertIsAsync(ILessonLog log)
        {
            var entries = await log.ReadAsync(Id, 0, int.MaxValue, Stop);
            Assert.Equal(_entries, entries.Select(entry => (entry.Command, entry.Epoch, LessonLogSpec.Text(entry.Payload))));
            Assert.Equal(_snapshot, await log.ReadSnapshotAsync(Id, Stop) is { } snapshot ? (snapshot.Sequence, LessonLogSpec.Text(snapshot.Payload)) : null);
            Assert.Equal(Open(), await log.OpenAsync(Id, Stop));
        }
    }
}
