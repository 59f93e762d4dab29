using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The polls' part of <see cref="LessonRules"/>.</summary>
/// <remarks>
/// An anonymous answer names no author: it carries a pseudonym made with a key that is redacted from the log at closing, and
/// is seen by nobody. Teachers see tallies at every fifth answer, so that no single answer shows as a difference; a bare count
/// in between is not sent either, as it would tell who has just answered. The tally at closing holds every answer, however few.
/// </remarks>
internal static class PollRules
{
    private const int TallyStep = 5;

    public static Decision Ask(LessonState lesson, Viewer by, AskPoll command, DecisionContext context, long next)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Refuse(command, context.Limits) is { } refusal)
        {
            return refusal;
        }

        if (lesson.Content.Polls.Any(poll => poll.Open))
        {
            return LessonRefusal.PollStillOpen;
        }

        var asked = new PollAsked(command.Kind, command.Question, command.Choices, command.SeveralAnswers, command.Anonymous);
        var decision = (Decision)new DecidedEvent(asked, Audience.All, by.Participant);
        if (!command.Anonymous)
        {
            return decision;
        }

        var key = new PollKeyCreated(next, Convert.ToBase64String(context.Entropy.Span));
        return decision with { Events = decision.Events.Add(new DecidedEvent(key, Audience.Nobody)) };
    }

    public static Decision Answer(LessonState lesson, Viewer by, AnswerPoll command, LessonLimits limits)
    {
        if (by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        if (!poll.Open)
        {
            return LessonRefusal.PollClosed;
        }

        var answer = new PollAnswer([.. command.Choices.Distinct().Order()], command.Text?.Trim());
        if (!Fits(poll.Asked, command, answer, limits))
        {
            return LessonRefusal.AnswerInvalid;
        }

        var key = lesson.Books.PollKeys.GetValueOrDefault(poll.Sequence)?.Key;
        var answerer = key is null ? by.Participant : Anonymity.Pseudonym(key, by.Participant);
        var earlier = poll.Answers.GetValueOrDefault(answerer);
        if (earlier is not null && earlier.Text == answer.Text && earlier.Choices.AsSpan().SequenceEqual(answer.Choices.AsSpan()))
        {
            return Decision.Nothing;
        }

        var answered = new PollAnswered(poll.Sequence, answerer, answer.Choices, answer.Text);
        return key is null
            ? new DecidedEvent(answered, Audience.TeachersAnd(by.Participant), by.Participant)
            : AnswerAnonymously(poll, answered, key, isNew: earlier is null);
    }

    public static Decision Close(LessonState lesson, Viewer by, ClosePoll command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        return poll.Open ? Close(lesson, poll, by.Participant) : Decision.Nothing;
    }

    /// <summary>Closes an open poll; the key of an anonymous one is destroyed in the same commit, after its last tally.</summary>
    public static Decision Close(LessonState lesson, PollInLesson poll, ParticipantId? by)
    {
        var closed = new DecidedEvent(new PollClosed(poll.Sequence), Audience.All, by);
        if (lesson.Books.PollKeys.GetValueOrDefault(poll.Sequence) is not { } key)
        {
            return closed;
        }

        var tallied = new DecidedEvent(new PollTallied(poll.Sequence, Tallies.Of(poll)), Audience.TeachersOnly);
        return new Decision { Events = [tallied, closed], Main = 1, Redactions = [key.Sequence] };
    }

    public static Decision Publish(LessonState lesson, Viewer by, PublishPoll command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        if (poll.Open)
        {
            return LessonRefusal.PollStillOpen;
        }

        return poll.Published is null || poll.Hidden
            ? new DecidedEvent(new PollPublished(poll.Sequence, poll.Tally!), Audience.All, by.Participant)
            : Decision.Nothing;
    }

    public static Decision Hide(LessonState lesson, Viewer by, HidePoll command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        if (poll.Open)
        {
            return LessonRefusal.PollStillOpen;
        }

        return poll.Hidden ? Decision.Nothing : new DecidedEvent(new PollHidden(poll.Sequence), Audience.All, by.Participant);
    }

    private static Decision AnswerAnonymously(PollInLesson poll, PollAnswered answered, string key, bool isNew)
    {
        var decision = new Decision
        {
            Events = [new DecidedEvent(answered, Audience.Nobody)],
            Seal = new CommandSeal(poll.Sequence, key),
        };
        if (!isNew || (poll.Answers.Count + 1) % TallyStep != 0)
        {
            return decision;
        }

        var tally = Tallies.Of(poll with { Answers = poll.Answers.SetItem(answered.Answerer, new PollAnswer(answered.Choices, answered.Text)) });
        return decision with { Events = decision.Events.Add(new DecidedEvent(new PollTallied(poll.Sequence, tally), Audience.TeachersOnly)) };
    }

    private static PollInLesson? Find(LessonState lesson, long poll) =>
        lesson.Content.Polls.FirstOrDefault(candidate => candidate.Sequence == poll);

    private static LessonRefusal? Refuse(AskPoll command, LessonLimits limits)
    {
        if (Texts.Refuse(command.Question, limits.QuestionMax) is { } question)
        {
            return question;
        }

        if (command.Kind != PollKind.Choices)
        {
            return Enum.IsDefined(command.Kind) && command.Choices.IsEmpty && !command.SeveralAnswers ? null : LessonRefusal.PollInvalid;
        }

        if (command.Choices.Length < 2 || command.Choices.Length > limits.ChoicesMax
            || command.Choices.Distinct(StringComparer.Ordinal).Count() != command.Choices.Length)
        {
            return LessonRefusal.PollInvalid;
        }

        return command.Choices.Select(choice => Texts.Refuse(choice, limits.ChoiceTextMax)).FirstOrDefault(refusal => refusal is not null);
    }

    private static bool Fits(PollAsked asked, AnswerPoll command, PollAnswer answer, LessonLimits limits)
    {
        if (asked.Kind == PollKind.Typed)
        {
            return command.Choices.IsEmpty && Texts.Refuse(command.Text, limits.TypedAnswerMax) is null;
        }

        return command.Text is null
            && answer.Choices.Length > 0
            && answer.Choices.Length == command.Choices.Length
            && (asked.SeveralAnswers || answer.Choices.Length == 1)
            && answer.Choices.All(choice => choice >= 0 && choice < Tallies.ChoicesOf(asked));
    }
}
