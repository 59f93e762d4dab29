using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>What a gateway holds of one lesson: all of its content, folded, and its latest entries. Not thread-safe.</summary>
internal sealed class LessonReplica(int entriesMax, int bytesMax, TimeProvider time)
{
    private LessonBatch? _early;

    /// <summary>Whether it holds the lesson at all.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Epoch of the activation it follows.</summary>
    public long Epoch { get; private set; }

    /// <summary>Last sequence folded.</summary>
    public long Sequence => Ring.Last;

    /// <summary>The whole lesson as of <see cref="Sequence"/>.</summary>
    public LessonView Content { get; private set; } = LessonView.Initial;

    public LessonRing Ring { get; } = new(entriesMax, bytesMax);

    /// <summary>Whether what a client holds can be a part of what this replica folded: a log put back from a copy may have lost its tail since.</summary>
    /// <param name="epoch">The epoch the client was told last.</param>
    /// <param name="sequence">The last sequence it covers.</param>
    public bool Agrees(long epoch, long sequence) =>
        sequence >= 0 && sequence <= Sequence && epoch <= Epoch && (sequence < Ring.First || Ring[sequence].Epoch <= epoch);

    /// <summary>Takes what an attach answered.</summary>
    /// <param name="answer">The answer; its state, if any, replaces everything held.</param>
    /// <param name="applied">Told of each entry that was applied after it.</param>
    public void Take(AttachAnswer answer, Action<LessonEntry> applied)
    {
        Epoch = Math.Max(Epoch, answer.Epoch);
        if (answer.State is { } state)
        {
            Content = ProtocolJson.Decode<LessonView>(state);
            Ring.Restart(answer.Sequence);
        }

        IsReady = true;
        if (_early is { } early)
        {
            _early = null;
            Accept(early, isAttaching: false, applied);
        }
    }

    /// <summary>Forgets a batch that came before its attach was answered, since that attach failed.</summary>
    public void DropEarly() => _early = null;

    /// <summary>Takes a push, all of it or what is new of it.</summary>
    /// <param name="batch">The push.</param>
    /// <param name="isAttaching">Whether an attach is under way: its answer may be overtaken by one push, which is kept until it comes.</param>
    /// <param name="applied">Told of each entry that was applied.</param>
    /// <returns>The last sequence held, from which the lesson goes on; -1 to be forgotten by an activation that is outdated.</returns>
    public long Accept(LessonBatch batch, bool isAttaching, Action<LessonEntry> applied)
    {
        if (batch.Epoch < Epoch)
        {
            return -1;
        }

        var last = batch.First + batch.Entries.Length - 1;
        if (!IsReady || batch.First > Sequence + 1)
        {
            if (isAttaching)
            {
                _early = batch;
                return last;
            }

            return IsReady ? Sequence : -1;
        }

        Epoch = batch.Epoch;
        for (var sequence = Sequence + 1; sequence <= last; sequence++)
        {
            Apply(batch.Entries[(int)(sequence - batch.First)], applied);
        }

        return Sequence;
    }

    private void Apply(ReadOnlyMemory<byte> json, Action<LessonEntry> applied)
    {
        var entry = EntryCodec.Decode(json.Span);
        Content = ViewFold.Apply(Content, entry);
        Ring.Append(HeldEntry.Of(entry, json, time.GetTimestamp()));
        Redact(entry);
        applied(entry);
    }

    /// <summary>What a deletion takes away must not be read from here either.</summary>
    private void Redact(LessonEntry later)
    {
        var message = (later.Event as MessageDeleted)?.Message;
        for (var sequence = Math.Max(Ring.First, message ?? later.Sequence); sequence < later.Sequence; sequence++)
        {
            if (Ring[sequence] is not { } held || held.Message != message)
            {
                continue;
            }

            var earlier = EntryCodec.Decode(held.Json.Span);
            if (Redaction.Takes(later, earlier))
            {
                var redacted = Redaction.Of(earlier);
                Ring.Replace(HeldEntry.Of(redacted, EntryCodec.Encode(redacted), held.ReceivedAt));
            }
        }
    }
}
