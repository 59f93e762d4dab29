using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Grains.Fanout;
using Classroom.Ports.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>Puts what is decided in order, makes it durable, and only then lets it be seen. Lives in its lesson's turns.</summary>
/// <remarks>
/// Decisions read <see cref="Pending"/>: all that was decided, durable or not. One flight is in the air at a time; what is
/// decided meanwhile gathers for the next. Once a flight is lost nothing is known any more: the journal is done, and its
/// lesson has to be opened anew.
/// </remarks>
internal sealed class LessonJournal(LessonId id, RestoredLesson restored, ILessonLog log, LogWriter writer, int snapshotEvery, LessonMetrics metrics)
{
    private readonly Dictionary<CommandId, (Task<bool> Landed, long Answer)> _pendingAnswers = [];
    private long _snapshotAt = restored.SnapshotAt;
    private LessonFlight _gathering = new();
    private LessonFlight? _flying;
    private Task _flights = Task.CompletedTask;

    /// <summary>Called after each commit with what it brought.</summary>
    public required Action<LessonFlight> OnCommitted { get; init; }

    /// <summary>Called once, when a flight is lost, with the reason, if there is one beyond having been fenced.</summary>
    public required Action<Exception?> OnLost { get; init; }

    /// <summary>The latest durable entries.</summary>
    public EntryRing Ring => restored.Ring;

    public long Epoch => restored.Head.Epoch;

    /// <summary>The lesson, all of it durable.</summary>
    public LessonState Committed { get; private set; } = restored.Lesson;

    /// <summary>The lesson with all that was decided.</summary>
    public LessonState Pending { get; private set; } = restored.Lesson;

    /// <summary>Answers to accepted commands, all of them durable.</summary>
    public AnswerBook Answers { get; private set; } = restored.Answers;

    /// <summary>The fold level one must know to follow.</summary>
    public int Level { get; private set; } = restored.FoldLevel;

    public bool IsLost { get; private set; }

    /// <summary>The first answer of a command that is known, once it is durable; null if the command is new.</summary>
    /// <remarks>The box is asked first: it knows its commands for as long as its poll is open, when for the answers they have long expired.</remarks>
    public Task<CommandResult>? Find(CommandId command) => _pendingAnswers.TryGetValue(command, out var pending)
        ? AnswerAsync(pending.Landed, new CommandResult(pending.Answer))
        : (Committed.Box?.Find(command) ?? Answers.Find(command)) is { } answer ? Task.FromResult(answer) : null;

    /// <summary>The highest counter of the device among commands that were accepted and are known; 0 if none is.</summary>
    public long HighestCounter(ParticipantId participant, DeviceId device) =>
        Math.Max(Answers.HighestCounter(participant, device), Committed.Box?.HighestCounter(participant, device) ?? 0);

    /// <summary>Answers with something that was read from <see cref="Pending"/>, once what was read is durable.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="readBox">
    /// Whether the box may have been read. What did not read it does not wait for it: how long a refusal takes would tell that
    /// somebody has just answered.
    /// </param>
    public Task<CommandResult> AnswerAsync(CommandResult result, bool readBox) => AnswerAsync(readBox ? Settled() : EntriesSettled(), result);

    /// <summary>Completes when all that has been decided is durable, or lost.</summary>
    public Task<bool> Settled() => IsLost ? Task.FromResult(false)
        : !_gathering.IsEmpty ? _gathering.Landed
        : _flying?.Landed ?? Task.FromResult(true);

    private Task<bool> EntriesSettled() => IsLost ? Task.FromResult(false)
        : _gathering.Entries.Count > 0 ? _gathering.Landed
        : _flying is { Entries.Count: > 0 } flying ? flying.Landed : Task.FromResult(true);

    /// <summary>Takes a decision's events into the order, or its answer into the box, and answers its command once that is durable.</summary>
    public Task<CommandResult> Append(Decision decision, DateTimeOffset at, CommandId? command = null)
    {
        var flight = _gathering;
        var first = Pending.Books.Sequence + 1;
        for (var i = 0; i < decision.Events.Length; i++)
        {
            var (what, audience, by) = decision.Events[i];
            var entry = new LessonEntry(first + i, Epoch, at, by, audience, what);
            var text = i == decision.Main && decision.Box is null && command is { } named ? StoredCommand.Write(named) : null;
            flight.Entries.Add(entry);
            flight.Stored.Add(new StoredEntry(entry.Sequence, Epoch, text, EntryCodec.Encode(entry)));
            Pending = Pending.Apply(entry);
            Level = Math.Max(Level, FoldLevel.Of(what));
        }

        flight.Redactions.UnionWith(decision.Redactions);
        var answer = decision.Box?.Poll ?? first + decision.Main;
        if (command is { } accepted)
        {
            flight.Answers.Add((accepted, answer, IsInBox: decision.Box is not null));
            _pendingAnswers.Add(accepted, (flight.Landed, answer));
            Pending = decision.Box is { } box ? Pending with { Box = box.Accept(accepted) } : Pending;
        }

        Fly();
        return AnswerAsync(flight.Landed, new CommandResult(answer));
    }

    /// <summary>Makes a proof of presence durable, alone if need be.</summary>
    public void Prove(DateTimeOffset provedAt)
    {
        _gathering.ProvedAt = provedAt;
        Fly();
    }

    /// <summary>Completes when nothing is in flight any more.</summary>
    public Task DrainAsync() => _flights;

    private static async Task<CommandResult> AnswerAsync(Task<bool> landed, CommandResult result) =>
        await landed ? result : LessonRefusal.Unavailable;

    private void Fly()
    {
        if (_flights.IsCompleted && !IsLost)
        {
            _flights = FlyAsync();
        }
    }

    private async Task FlyAsync()
    {
        while (!_gathering.IsEmpty)
        {
            var flight = _flying = _gathering;
            _gathering = new LessonFlight();
            flight.After = Pending;
            flight.AnswersAfter = flight.Answers.Where(given => !given.IsInBox).Aggregate(Answers, (answers, given) => answers.Add(given.Command, given.Answer));
            try
            {
                var (batch, redacted) = await BatchAsync(flight);
                if (await writer.AppendAsync(batch) is var outcome and not AppendOutcome.Appended)
                {
                    metrics.Fenced();
                    Lose(flight, outcome == AppendOutcome.Fenced ? null : new LessonLogCorruptException(id, "an append found what is stored in contradiction."));
                    return;
                }

                Commit(flight, batch, redacted);
            }
            catch (Exception exception)
            {
                metrics.Unknown();
                Lose(flight, exception);
                return;
            }
        }
    }

    private async Task<(LessonLogBatch Batch, IReadOnlyList<StoredRedaction> Redacted)> BatchAsync(LessonFlight flight)
    {
        var redactions = new List<StoredRedaction>();
        foreach (var sequence in flight.Redactions)
        {
            var entry = EntryCodec.Decode((await PayloadOfAsync(flight, sequence)).Span);
            redactions.Add(new StoredRedaction(sequence, EntryCodec.Encode(Redaction.Of(entry))));
        }

        var isSnapshotDue = redactions.Count > 0 || flight.After.Books.Sequence - _snapshotAt >= snapshotEvery;
        var batch = new LessonLogBatch(id, Epoch, Committed.Books.Sequence, flight.Stored)
        {
            Redactions = redactions,
            Snapshot = isSnapshotDue ? SnapshotOf(flight) : null,
            Box = ReferenceEquals(flight.After.Box, Committed.Box) ? null : flight.After.Box?.Encode() ?? [],
            ProvedAt = flight.ProvedAt,
        };
        return (batch, redactions);
    }

    private static StoredSnapshot SnapshotOf(LessonFlight flight) =>
        new(flight.After.Books.Sequence, new Snapshot(FoldLevel.Current, flight.After, flight.AnswersAfter).Encode());

    private async Task<ReadOnlyMemory<byte>> PayloadOfAsync(LessonFlight flight, long sequence)
    {
        if (sequence > Committed.Books.Sequence)
        {
            return flight.Stored[(int)(sequence - Committed.Books.Sequence - 1)].Payload;
        }

        return Ring.Find(sequence)?.Payload ?? (await log.ReadAsync(id, sequence - 1, countMax: 1))[0].Payload;
    }

    private void Commit(LessonFlight flight, LessonLogBatch batch, IReadOnlyList<StoredRedaction> redacted)
    {
        (Committed, Answers, _flying) = (flight.After, flight.AnswersAfter, null);
        _snapshotAt = batch.Snapshot?.Sequence ?? _snapshotAt;
        foreach (var entry in batch.Entries)
        {
            Ring.Add(new RingEntry(entry.Sequence, entry.Epoch, entry.Payload));
        }

        foreach (var redaction in redacted)
        {
            Ring.Replace(redaction.Sequence, redaction.Payload);
        }

        foreach (var (command, _, _) in flight.Answers)
        {
            _pendingAnswers.Remove(command);
        }

        flight.Land(isDurable: true);
        OnCommitted(flight);
    }

    private void Lose(LessonFlight flight, Exception? reason)
    {
        IsLost = true;
        flight.Land(isDurable: false);
        _gathering.Land(isDurable: false);
        _pendingAnswers.Clear();
        OnLost(reason);
    }
}
