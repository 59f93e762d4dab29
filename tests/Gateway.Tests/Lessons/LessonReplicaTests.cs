using System.Collections.Immutable;
using System.Text;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Domain.Tests.Lessons;
using Classroom.Gateway.Lessons.Following;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>Which pushes a gateway takes.</summary>
public sealed class LessonReplicaTests
{
    private static readonly History History = Histories.Numbered(3);

    private readonly List<long> _applied = [];
    private readonly LessonReplica _replica = new(1_000, 1 << 20, TimeProvider.System);

    [Fact]
    public void A_push_that_goes_on_is_folded_once()
    {
        Attach(2);

        Assert.Equal(6, Push(3, 6));
        Assert.Equal(6, Push(3, 6));
        Assert.Equal(8, Push(5, 8));

        Assert.Equal([3, 4, 5, 6, 7, 8], _applied);
        Assert.Equal(Json(History.States[8].Content), Json(_replica.Content));
    }

    [Fact]
    public void A_gap_is_answered_with_what_is_held()
    {
        Attach(2);

        Assert.Equal(2, Push(5, 6));
        Assert.Empty(_applied);
    }

    [Fact]
    public void An_outdated_activation_is_told_to_forget_the_gateway()
    {
        Attach(2, epoch: 5);

        Assert.Equal(-1, Push(3, 4, epoch: 4));
        Assert.Equal(4, Push(3, 4, epoch: 6));
        Assert.Equal(-1, Push(5, 6, epoch: 5));
    }

    [Fact]
    public void A_push_that_overtakes_the_answer_to_its_attach_waits_for_it()
    {
        Assert.Equal(6, Push(4, 6, isAttaching: true));
        Assert.False(_replica.IsReady);

        Attach(3);

        Assert.Equal([4, 5, 6], _applied);
        Assert.Equal(Json(History.States[6].Content), Json(_replica.Content));
    }

    [Fact]
    public void A_push_to_who_never_attached_is_refused() => Assert.Equal(-1, Push(1, 2));

    [Fact]
    public void What_a_deletion_takes_away_is_gone_from_the_ring_too()
    {
        var (history, deleted) = Enumerable.Range(1, 200).Select(number => Histories.Numbered((uint)number))
            .SelectMany(history => history.Entries.Where(entry => entry.Event is MessageDeleted).Select(entry => (history, entry)))
            .First(found => found.history.Entries.Any(entry => entry.Event is MessageEdited edited && edited.Message == ((MessageDeleted)found.entry.Event).Message && entry.Sequence < found.entry.Sequence));
        var message = ((MessageDeleted)deleted.Event).Message;
        Attach(0, history: history);

        Push(1, (int)deleted.Sequence, history: history);

        var held = Enumerable.Range(1, (int)deleted.Sequence).Select(sequence => EntryCodec.Decode(_replica.Ring[sequence].Json.Span)).ToList();
        Assert.IsType<MessageRedacted>(held[(int)message - 1].Event);
        Assert.DoesNotContain(held, entry => entry.Event is MessageEdited edited && edited.Message == message);
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(1, 6, true)]
    [InlineData(1, 7, false)] // More than we hold: a log that was put back from a copy.
    [InlineData(2, 4, false)] // Of an epoch we know nothing of.
    [InlineData(1, -1, false)]
    [InlineData(0, 4, false)] // Entry 4 was written in a later epoch than the client knows of.
    public void A_client_goes_on_only_from_what_is_a_part_of_the_whole(long epoch, long sequence, bool agrees)
    {
        Attach(2);
        Push(3, 6);

        Assert.Equal(agrees, _replica.Agrees(epoch, sequence));
    }

    private void Attach(int head, long epoch = 1, History? history = null) =>
        _replica.Take(new(epoch, head, head, ProtocolJson.Encode((history ?? History).States[head].Content), 1, 500), Note);

    private long Push(int first, int last, long epoch = 1, bool isAttaching = false, History? history = null) =>
        _replica.Accept(
            new LessonBatch(PlayedBackLesson.Id, epoch, first, [.. (history ?? History).Entries[(first - 1)..last].Select(entry => (ReadOnlyMemory<byte>)EntryCodec.Encode(entry))]),
            isAttaching,
            Note);

    private void Note(LessonEntry entry) => _applied.Add(entry.Sequence);

    private static string Json(LessonView view) => Encoding.UTF8.GetString(ProtocolJson.Encode(view));
}
