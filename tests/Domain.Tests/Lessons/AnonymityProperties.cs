using System.Collections.Immutable;
using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>
/// Attacks on typed anonymous answers. Every student types words that nobody else does, so that a word found beside anything of
/// its writer gives them away. And whoever counts may not learn more than tallies say: a lesson in which other students
/// answered, once each, looks the same.
/// </summary>
public sealed class AnonymityProperties
{
    private static readonly ImmutableArray<Viewer> Students = [.. Histories.Cast.Where(viewer => !viewer.IsTeacher)];

    /// <summary>Few who answer often, and all at once: both below and above the five people from which on they are numbered.</summary>
    private static readonly Gen<(int Student, int Word)[]> GenAnswers = Gen.Select(Gen.Int[0, Students.Length - 1], Gen.Int[0, 2]).Array[0, 30];

    /// <summary>Seen to fail with anonymous answers written as entries for teachers, and with words in the tallies of an open poll.</summary>
    [Fact]
    public void Nobody_is_sent_a_word_before_it_is_in_a_tally() => GenAnswers.Sample(answers =>
    {
        var played = Played.Of(answers);
        foreach (var viewer in Histories.Cast)
        {
            for (var index = 0; index < played.Entries.Count; index++)
            {
                var (entry, before, after) = (played.Entries[index], played.States[index].Content, played.States[index + 1].Content);
                var isTallied = played.IsTalliedFor(viewer, entry.Sequence);
                AssertTellsNothing(viewer, Encoding.UTF8.GetString(ProtocolJson.Encode(Views.Of(after, viewer))), isTallied);
                if (Views.MaySee(before, entry, viewer))
                {
                    AssertTellsNothing(viewer, Encoding.UTF8.GetString(EntryCodec.Encode(entry)), isTallied);
                }
            }
        }
    });

    /// <summary>
    /// The log, open and closed, has a number for every five who answered and the tally at closing, and no other trace of answers:
    /// no sequence is taken that could be counted or timed. Seen to fail with answers written as entries, audience nobody.
    /// </summary>
    [Fact]
    public void An_answer_takes_no_place_in_the_log() => GenAnswers.Sample(answers =>
    {
        var tallies = Enumerable.Repeat(typeof(PollTallied), (answers.Select(answer => answer.Student).Distinct().Count() / 5) + 1);
        Assert.Equal([typeof(PollAsked), .. tallies, typeof(PollClosed), typeof(PollPublished)], Played.Of(answers).Entries.Select(entry => entry.Event.GetType()).Where(kind => kind != typeof(PresenceChanged)).Skip(1));
    });

    /// <summary>
    /// What is kept once the poll is closed is the same, but for what the tallies say, as if as many others had answered once.
    /// Seen to fail with a box that outlives the closing. Which commands' ids are kept is the journal's part, which is played
    /// here as it should be: that it is so, the tests of what a lesson stores hold.
    /// </summary>
    [Fact]
    public void What_is_kept_once_the_poll_is_closed_could_be_of_anybodys_answers() => GenAnswers.Sample(answers =>
    {
        var others = answers.Select(answer => answer.Student).Distinct().Select(student => (Students.Length - 1 - student, 0)).ToArray();

        Assert.Equal(Played.Of(others).Kept(), Played.Of(answers).Kept());
    });

    private static void AssertTellsNothing(Viewer viewer, string text, bool isTallied) =>
        Assert.True(isTallied || !text.Contains("word-", StringComparison.Ordinal), $"{viewer.Participant} saw a word too early: {text}");

    /// <summary>A lesson with one anonymous poll, from its question to the publishing of its result.</summary>
    private sealed class Played
    {
        private readonly Dictionary<long, string> _commands = [];
        private readonly Dictionary<ParticipantId, long> _counters = [];
        private AnswerBook _answers = AnswerBook.Empty;
        private long _closesAt;
        private long _publishedAt;

        public List<LessonEntry> Entries { get; } = [];

        public List<LessonState> States { get; } = [LessonState.Initial];

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

        /// <summary>Whether the viewer may know words by then: teachers once it is closed, students once it is published.</summary>
        public bool IsTalliedFor(Viewer viewer, long sequence) => sequence >= (viewer.IsTeacher ? _closesAt : _publishedAt);

        /// <summary>Log, ids of commands, snapshot and what is beside the log, without what tallies say.</summary>
        public string Kept()
        {
            var log = Entries.Select(entry => entry with { Event = Blank(entry.Event) }).ToList();
            var lesson = log.Aggregate(LessonState.Initial, (folded, entry) => folded.Apply(entry));
            var rows = log.Select(entry => Encoding.UTF8.GetString(EntryCodec.Encode(entry)) + " " + _commands.GetValueOrDefault(entry.Sequence));
            return string.Join('\n', rows)
                + Encoding.UTF8.GetString(new Snapshot(FoldLevel.Current, States[^1] with { Content = lesson.Content }, _answers).Encode())
                + Encoding.UTF8.GetString(States[^1].Box?.Encode() ?? []);
        }

        private static LessonEvent Blank(LessonEvent e) => e switch
        {
            PollTallied(var poll, _) => new PollTallied(poll, new Tally(0, [], [])),
            PollPublished(var poll, _) => new PollPublished(poll, new Tally(0, [], [])),
            _ => e,
        };

        private long Do(Viewer by, LessonCommand command)
        {
            var lesson = States[^1];
            var context = new DecisionContext(Histories.EightOClock, Histories.EightOClock.AddHours(1), LessonLimits.Default);
            var decision = LessonRules.Decide(lesson, by, command, context);
            Assert.Null(decision.Refusal);
            if (decision.IsNothing)
            {
                return 0;
            }

            var id = new CommandId(by.Participant, DeviceId.Parse("phone"), _counters[by.Participant] = _counters.GetValueOrDefault(by.Participant) + 1);
            var main = lesson.Books.Sequence + 1 + decision.Main;
            States[^1] = decision.Box is { } box ? lesson with { Box = box.Accept(id) } : lesson;
            foreach (var decided in decision.Events)
            {
                var entry = new LessonEntry(States[^1].Books.Sequence + 1, 1, Histories.EightOClock, decided.By, decided.Audience, decided.Event);
                Entries.Add(entry);
                States.Add(States[^1].Apply(entry));
            }

            if (decision.Box is null)
            {
                _commands[main] = StoredCommand.Write(id);
                _answers = _answers.Add(id, main);
            }

            return main;
        }
    }
}
