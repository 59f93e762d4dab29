using System.Collections.Immutable;
using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>
/// An attack on typed anonymous answers. Every student types words that nobody else does, so that a word found beside anything
/// of its writer gives them away; all that anybody is sent, and all that is kept once the poll is closed, is searched for that.
/// </summary>
public sealed class AnonymityProperties
{
    private static readonly ImmutableArray<Viewer> Students = [.. Histories.Cast.Where(viewer => !viewer.IsTeacher)];

    /// <summary>Few who answer often, and all at once: both below and above the five answers from which a tally is shown.</summary>
    private static readonly Gen<(int Student, int Word)[]> GenAnswers = Gen.Select(Gen.Int[0, Students.Length - 1], Gen.Int[0, 2]).Array[0, 20];

    /// <summary>Seen to fail with anonymous answers given the audience of open ones, and with the tally shown from the first answer on.</summary>
    [Fact]
    public void Nobody_is_sent_anything_that_ties_a_word_to_its_writer() => GenAnswers.Sample(answers =>
    {
        var played = Played.Of(answers);
        foreach (var viewer in Histories.Cast)
        {
            for (var index = 0; index < played.Entries.Count; index++)
            {
                var (entry, before, after) = (played.Entries[index], played.States[index].Content, played.States[index + 1].Content);
                var tallied = played.TalliedFor(viewer, entry.Sequence);
                AssertTellsNothing(played, viewer, Encoding.UTF8.GetString(ProtocolJson.Encode(Views.Of(after, viewer))), tallied);
                if (Views.MaySee(before, entry, viewer))
                {
                    AssertTellsNothing(played, viewer, Encoding.UTF8.GetString(EntryCodec.Encode(entry)), tallied);
                    Assert.True(entry.Event is not PollAnswered);
                }
            }
        }
    });

    /// <summary>Seen to fail with the key of the poll kept at closing, and with command ids not sealed.</summary>
    [Fact]
    public void Once_the_poll_is_closed_nothing_that_is_kept_ties_a_word_to_its_writer() => GenAnswers.Sample(answers =>
    {
        var played = Played.Of(answers);
        var log = played.Log();
        var kept = string.Join('\n', log.Select(row => Encoding.UTF8.GetString(EntryCodec.Encode(row.Entry)) + " " + row.Command));
        var snapshot = Encoding.UTF8.GetString(new Snapshot(FoldLevel.Current, played.States[^1], played.Answers).Encode());
        Assert.DoesNotContain(played.Key, kept + snapshot, StringComparison.Ordinal);
        Assert.All(played.Pseudonyms, pseudonym => Assert.DoesNotContain(pseudonym, snapshot, StringComparison.Ordinal));

        foreach (var (entry, command) in log.Where(row => row.Entry.Event is PollAnswered))
        {
            var row = Encoding.UTF8.GetString(EntryCodec.Encode(entry)) + " " + command;
            Assert.All(Students, student => Assert.DoesNotContain(student.Participant.ToString(), row, StringComparison.Ordinal));
            Assert.False(StoredCommand.TryRead(command!, entry.Sequence, played.States[^1].Books, out _, out _));
            Assert.DoesNotContain(played.Answers.Participants.Values.SelectMany(own => own.Given), given => given.Sequence == entry.Sequence);
        }
    });

    private static void AssertTellsNothing(Played played, Viewer viewer, string text, bool tallied)
    {
        Assert.DoesNotContain(played.Key, text, StringComparison.Ordinal);
        Assert.All(played.Pseudonyms, pseudonym => Assert.DoesNotContain(pseudonym, text, StringComparison.Ordinal));
        Assert.True(tallied || !text.Contains("word-", StringComparison.Ordinal), $"{viewer.Participant} saw a word too early: {text}");
    }

    /// <summary>A lesson with one anonymous poll, from its question to the publishing of its result.</summary>
    private sealed class Played
    {
        private readonly Dictionary<long, string> _commands = [];
        private long _closesAt;
        private long _publishedAt;
        private readonly HashSet<long> _redacted = [];
        private readonly Dictionary<ParticipantId, long> _counters = [];

        public List<LessonEntry> Entries { get; } = [];

        public List<LessonState> States { get; } = [LessonState.Initial];

        public AnswerBook Answers { get; private set; } = AnswerBook.Empty;

        public string Key => Entries.Select(entry => entry.Event).OfType<PollKeyCreated>().Single().Key;

        public IEnumerable<string> Pseudonyms => Entries.Select(entry => entry.Event).OfType<PollAnswered>().Select(answered => answered.Answerer.ToString()).Distinct();

        public static Played Of((int Student, int Word)[] answers)
        {
            var lesson = new Played();
            lesson.Do(Histories.Cast[0], new StartLesson());
            var poll = lesson.Do(Histories.Cast[0], new AskPoll(PollKind.Typed, "Un mot ?", Anonymous: true));
            foreach (var (student, word) in answers)
            {
                lesson.Do(Students[student], new AnswerPoll(poll, Text: $"word-{student}-{word}"));
            }

            lesson._closesAt = lesson.Entries.Count + 1;
            lesson.Do(Histories.Cast[0], new ClosePoll(poll));
            lesson._publishedAt = lesson.Do(Histories.Cast[1], new PublishPoll(poll));
            return lesson;
        }

        /// <summary>The log as it reads in the end, with the ids of commands that stand beside.</summary>
        public IReadOnlyList<(LessonEntry Entry, string? Command)> Log() =>
            [.. Entries.Select(entry => (_redacted.Contains(entry.Sequence) ? Redaction.Of(entry) : entry, _commands.GetValueOrDefault(entry.Sequence)))];

        /// <summary>Whether the viewer may know words by then: teachers from five answers on and at closing, students once it is published.</summary>
        public bool TalliedFor(Viewer viewer, long sequence) =>
            sequence >= (viewer.IsTeacher ? _closesAt : _publishedAt) || (viewer.IsTeacher && States[(int)sequence].Content.Polls.Any(poll => poll.Answers.Count >= 5));

        private long Do(Viewer by, LessonCommand command)
        {
            var lesson = States[^1];
            var context = new DecisionContext(Histories.EightOClock, Histories.EightOClock.AddHours(1), LessonLimits.Default, Histories.Entropy(lesson.Books.Sequence));
            var decision = LessonRules.Decide(lesson, by, command, context);
            Assert.Null(decision.Refusal);
            var main = lesson.Books.Sequence + 1 + decision.Main;
            foreach (var decided in decision.Events)
            {
                var entry = new LessonEntry(States[^1].Books.Sequence + 1, 1, Histories.EightOClock, decided.By, decided.Audience, decided.Event);
                Entries.Add(entry);
                States.Add(States[^1].Apply(entry));
            }

            _redacted.UnionWith(decision.Redactions);
            if (!decision.Events.IsEmpty)
            {
                var id = new CommandId(by.Participant, DeviceId.Parse("phone"), _counters[by.Participant] = _counters.GetValueOrDefault(by.Participant) + 1);
                _commands[main] = StoredCommand.Write(id, decision.Seal);
                Answers = Answers.Add(id, decision.Seal?.Poll ?? main);
            }

            return main;
        }
    }
}
