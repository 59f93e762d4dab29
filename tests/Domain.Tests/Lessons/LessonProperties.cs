using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Lessons;

public sealed class LessonProperties
{
    /// <summary>Seen to fail with <c>HandRules.Lower</c> lowering a hand unconditionally through <c>Hands.First(…)</c>.</summary>
    [Fact]
    public void Decide_never_throws() => Histories.GenHistory.Select(Gen.Select(Histories.GenSteps, Hostile.GenCommand.Array[0, 20])).Sample((history, tries) =>
    {
        var lesson = history.States[^1];
        foreach (var command in tries.Item2)
        {
            foreach (var by in Histories.Cast)
            {
                var context = new DecisionContext(Histories.EightOClock, Histories.EightOClock, Histories.Limits);
                var decision = LessonRules.Decide(lesson, by, command, context);
                Assert.True(decision.Refusal is null || decision.Events.IsEmpty);
                Folds(lesson, decision);
            }
        }
    });

    /// <summary>Seen to fail with <c>LessonBooks.TeacherGoneAt</c> left out of the snapshot.</summary>
    [Fact]
    public void A_snapshot_and_its_tail_equal_the_whole() => Histories.GenHistory.Select(Gen.Double.Unit).Sample((history, at) =>
    {
        var cut = (int)(at * history.Entries.Length);
        var snapshot = Snapshot.Decode(new Snapshot(FoldLevel.Current, history.States[cut], AnswerBook.Empty).Encode());
        Assert.Equivalent(history.States[cut] with { Box = null }, snapshot.Lesson, strict: true); // Not by its JSON, which would lack the same on both sides.
        var resumed = history.Entries.Skip(cut).Select(Roundtrip).Aggregate(snapshot.Lesson, (lesson, entry) => lesson.Apply(entry));
        Assert.Equal(Json(history.States[^1]), Json(resumed));
    });

    /// <summary>Seen to fail with <c>ChatFold.Post</c> counting a redacted message as empty (then fewer old ones leave).</summary>
    [Fact]
    public void A_redacted_log_folds_to_the_same_lesson() => Histories.GenHistory.Sample(history =>
    {
        var replayed = history.Log.Aggregate(LessonState.Initial, (lesson, entry) => lesson.Apply(entry));
        Assert.Equal(Json(history.States[^1]), Json(replayed));
    });

    /// <summary>
    /// Seen to fail with <c>Views.Of</c> keeping a student's <c>SentOut</c>, with chat bounded before it is filtered, and with
    /// the tally of a closed poll computed for students too.
    /// </summary>
    [Fact]
    public void The_view_of_the_whole_is_the_view_of_a_prefix_folded_with_the_visible_tail() =>
        Histories.GenHistory.Select(Gen.Int[0, 1_000]).Sample((history, at) =>
        {
            foreach (var viewer in Histories.Cast)
            {
                var cut = at % (history.Entries.Length + 1);
                var view = Views.Of(history.States[cut].Content, viewer);
                for (var index = cut; index < history.Entries.Length; index++)
                {
                    var entry = history.Entries[index];
                    if (Views.MaySee(history.States[index].Content, entry, viewer))
                    {
                        view = ViewFold.Apply(view, Roundtrip(entry));
                    }
                    else if (entry.Event is ParticipantReadmitted(var readmitted) && readmitted == viewer.Participant)
                    {
                        view = Views.Of(history.States[index + 1].Content, viewer); // Their rights changed: they get a new view.
                    }

                    Assert.Equal(Json(Views.Of(history.States[index + 1].Content, viewer)), Json(view));
                }
            }
        });

    /// <summary>
    /// The log that somebody may read, as it stands at any moment, folds to the view they hold then: the two say the same.
    /// Seen to fail with <c>Views.MayRead</c> hiding what happened while its reader was out (their new view had that chat, the
    /// log had not), and with it letting somebody who is out read on.
    /// </summary>
    [Fact]
    public void What_a_viewer_may_read_in_the_log_folds_to_the_view_they_hold() =>
        Histories.GenHistory.Select(Gen.Int[0, 1_000]).Sample((history, at) =>
        {
            foreach (var cut in new[] { at % (history.Entries.Length + 1), history.Entries.Length })
            {
                var log = history.LogAt(cut).ToList();
                var moves = log.Where(entry => entry.Event is ParticipantEjected or ParticipantReadmitted).ToList();
                foreach (var viewer in Histories.Cast)
                {
                    var read = log.Where(entry => Views.MayRead(moves, entry, viewer)).ToList();
                    var isOut = history.States[cut].Content.SentOut.Contains(viewer.Participant);
                    Assert.True(!isOut || read[^1].Event == new ParticipantEjected(viewer.Participant), "For who is out the log ends with their ejection.");
                    var folded = read.Select(entry => isOut ? entry : AsPastEjection(entry, viewer)).Aggregate(Views.Of(LessonView.Initial, viewer), ViewFold.Apply);
                    Assert.Equal(Json(Views.Of(history.States[cut].Content, viewer)), Json(folded));
                }
            }
        });

    /// <summary>Seen to fail with <c>Views.Of</c> leaving <c>Threads</c> as they are, and with anonymous answers shown to teachers.</summary>
    [Fact]
    public void No_view_holds_what_its_viewer_may_not_see() => Histories.GenHistory.Sample(history =>
    {
        var content = history.States[^1].Content;
        foreach (var viewer in Histories.Cast)
        {
            var view = Json(Views.Of(content, viewer));
            for (var index = 0; index < history.Entries.Length; index++)
            {
                if (history.Entries[index].Event is MessagePosted(var text, { } thread) && !viewer.IsTeacher && thread != viewer.Participant)
                {
                    Assert.DoesNotContain(text[..text.IndexOf('»', StringComparison.Ordinal)] + "»", OwnTextsRemoved(view, history, viewer));
                }
            }

            foreach (var poll in Views.Of(content, viewer).Polls)
            {
                Assert.True(viewer.IsTeacher ? !poll.Asked.Anonymous || poll.Answers.IsEmpty : poll.Tally is null && poll.Answers.Keys.All(key => key == viewer.Participant));
            }
        }
    });

    /// <summary>Seen to fail with <c>PlacesReleased</c> leaving the hand up.</summary>
    [Fact]
    public void Every_raised_hand_belongs_to_someone_who_holds_a_place() => Histories.GenHistory.Sample(history =>
        Assert.All(history.States, lesson => Assert.All(lesson.Content.Hands, hand => Assert.True(lesson.Content.People.ContainsKey(hand.Participant)))));

    /// <summary>Seen to fail with anonymous answers written as entries, and with the box kept when a poll closes.</summary>
    [Fact]
    public void Anonymous_answers_are_in_no_entry_no_content_and_no_snapshot() => Histories.GenHistory.Sample(history =>
    {
        var anonymous = history.Entries.Where(entry => entry.Event is PollAsked { Anonymous: true }).Select(entry => entry.Sequence).ToHashSet();
        Assert.DoesNotContain(history.Entries, entry => entry.Event is PollAnswered answered && anonymous.Contains(answered.Poll));
        Assert.All(history.States, lesson =>
        {
            Assert.All(lesson.Content.Polls.Where(poll => poll.Asked.Anonymous), poll => Assert.Empty(poll.Answers));
            Assert.True(lesson.Box is null || lesson.Content.Polls.Single(poll => poll.Open).Sequence == lesson.Box.Poll);
        });
        Assert.Null(Snapshot.Decode(new Snapshot(FoldLevel.Current, history.States[^1], AnswerBook.Empty).Encode()).Lesson.Box);
    });

    private static void Folds(LessonState lesson, Decision decision)
    {
        foreach (var decided in decision.Events)
        {
            lesson = lesson.Apply(new LessonEntry(lesson.Books.Sequence + 1, 1, lesson.Books.LastAt, decided.By, decided.Audience, decided.Event));
        }
    }

    /// <summary>To somebody who is back, their own ejection is what it was to the others: a place released.</summary>
    private static LessonEntry AsPastEjection(LessonEntry entry, Viewer viewer) =>
        entry.Event is ParticipantEjected(var participant) && participant == viewer.Participant ? entry with { Event = new PlacesReleased([participant]) } : entry;

    private static LessonEntry Roundtrip(LessonEntry entry) => EntryCodec.Decode(EntryCodec.Encode(entry));

    private static string Json(LessonState lesson) => Encoding.UTF8.GetString(new Snapshot(FoldLevel.Current, lesson, AnswerBook.Empty).Encode());

    private static string Json(LessonView view) => Encoding.UTF8.GetString(ProtocolJson.Encode(view));

    /// <summary>A text can be posted twice, privately and openly: what the viewer may see elsewhere does not count.</summary>
    private static string OwnTextsRemoved(string view, History history, Viewer viewer)
    {
        foreach (var entry in history.Entries)
        {
            var text = entry.Event switch { MessagePosted(var posted, _) => posted, MessageEdited(_, var edited) => edited, _ => null };
            if (text is not null && entry.Audience.Includes(viewer))
            {
                view = view.Replace(text[..(text.IndexOf('»', StringComparison.Ordinal) + 1)], "", StringComparison.Ordinal);
            }
        }

        return view;
    }
}
