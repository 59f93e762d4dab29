using System.Collections.Immutable;
using System.Diagnostics;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What commands cause. Pure: same lesson, sender, command and context, same decision.</summary>
public static class LessonRules
{
    /// <summary>Decides a command. Never throws for anything a client can send.</summary>
    /// <remarks>
    /// A sender who is not here arrives first, in the same decision: the command itself proves that they are. Not with an answer
    /// to a poll: an arrival beside it would tell whose an anonymous answer is.
    /// </remarks>
    /// <exception cref="UnreachableException">The command has no rule: a bug in this build.</exception>
    public static Decision Decide(LessonState lesson, Viewer by, LessonCommand command, DecisionContext context)
    {
        var content = lesson.Content;
        if (content.Phase == LessonPhase.Ended)
        {
            return LessonRefusal.LessonEnded;
        }

        if (content.SentOut.Contains(by.Participant))
        {
            return LessonRefusal.Ejected;
        }

        if (content.Phase == LessonPhase.Planned && command is not (StartLesson or AddDeck or RemoveDeck or PlaceDeck))
        {
            return LessonRefusal.LessonNotLive;
        }

        var arrives = command is not AnswerPoll && !IsHere(content, by.Participant);
        if (arrives && !HasPlace(content, by, context.Limits))
        {
            return LessonRefusal.LessonFull;
        }

        var decision = Rule(lesson, by, command, context);
        if (decision.Events.IsEmpty)
        {
            return decision;
        }

        if (arrives)
        {
            var arrival = new DecidedEvent(new PresenceChanged([new Arrival(by.Participant, by.Role)], []), Audience.All);
            decision = decision with { Events = decision.Events.Insert(0, arrival), Main = decision.Main + 1 };
        }

        return FitsLog(lesson, by, command, decision, context.Limits) ? decision : LessonRefusal.LogFull;
    }

    /// <summary>Whether somebody is here: not gone, not in the time of grace.</summary>
    internal static bool IsHere(LessonView content, ParticipantId participant) =>
        content.People.TryGetValue(participant, out var person) && person.LeftAt is null;

    /// <summary>Whether there is a place for the sender: their own, or a free one; teachers always find one.</summary>
    internal static bool HasPlace(LessonView content, Viewer by, LessonLimits limits) =>
        by.IsTeacher || content.People.ContainsKey(by.Participant) || content.People.Count < limits.ParticipantsMax;

    /// <summary>Ends the lesson: an open poll is closed first, so that no answers outlive it.</summary>
    internal static Decision End(LessonState lesson, LessonEndReason reason, ParticipantId? by)
    {
        var open = lesson.Content.Polls.FirstOrDefault(poll => poll.Open);
        var closing = open is null ? Decision.Nothing : PollRules.Close(lesson, open, by);
        var ended = new DecidedEvent(new LessonEnded(reason), Audience.All, by);
        return closing with { Events = closing.Events.Add(ended), Main = closing.Events.Length };
    }

    private static Decision Rule(LessonState lesson, Viewer by, LessonCommand command, DecisionContext context) => command switch
    {
        StartLesson => Start(lesson, by, context),
        EndLesson => by.IsTeacher ? End(lesson, LessonEndReason.ByTeacher, by.Participant) : LessonRefusal.NotAllowed,
        PostMessage post => ChatRules.Post(lesson, by, post, context.Limits),
        EditMessage edit => ChatRules.Edit(lesson, by, edit, context.Limits),
        DeleteMessage delete => ChatRules.Delete(lesson, by, delete),
        OpenChat => Switch(by, lesson.Content.ChatOpen, wanted: true, new ChatOpened()),
        CloseChat => Switch(by, lesson.Content.ChatOpen, wanted: false, new ChatClosed()),
        RaiseHand => HandRules.Raise(lesson.Content, by),
        LowerHand lower => HandRules.Lower(lesson.Content, by, lower),
        LowerAllHands => HandRules.LowerAll(lesson.Content, by),
        OpenHands => Switch(by, lesson.Content.HandsOpen, wanted: true, new HandsOpened()),
        CloseHands => Switch(by, lesson.Content.HandsOpen, wanted: false, new HandsClosed()),
        AskPoll ask => PollRules.Ask(lesson, by, ask, context.Limits),
        AnswerPoll answer => PollRules.Answer(lesson, by, answer, context.Limits),
        ClosePoll close => PollRules.Close(lesson, by, close),
        PublishPoll publish => PollRules.Publish(lesson, by, publish),
        HidePoll hide => PollRules.Hide(lesson, by, hide),
        AddDeck add => StageRules.Add(lesson.Content, by, add, context.Limits),
        RemoveDeck remove => StageRules.Remove(lesson.Content, by, remove),
        PlaceDeck place => StageRules.Place(lesson.Content, by, place),
        ShowDeck show => StageRules.Show(lesson.Content, by, show),
        HideDeck => StageRules.Hide(lesson.Content, by),
        TurnPage turn => StageRules.Turn(lesson.Content, by, turn),
        MoveViewport move => StageRules.Move(lesson.Content, by, move),
        GivePresenter give => PeopleRules.Give(lesson.Content, by, give),
        TakePresenter => PeopleRules.Take(lesson.Content, by),
        EjectParticipant eject => PeopleRules.Eject(lesson.Content, by, eject),
        ReadmitParticipant readmit => PeopleRules.Readmit(lesson.Content, by, readmit),
        _ => throw new UnreachableException($"{command.GetType().Name} has no rule."),
    };

    private static Decision Start(LessonState lesson, Viewer by, DecisionContext context)
    {
        if (!by.IsTeacher)
        {
            return lesson.Content.Phase == LessonPhase.Planned ? LessonRefusal.LessonNotLive : LessonRefusal.NotAllowed;
        }

        // Started after its planned end, it is meant to take place: it gets its overtime from now.
        var endsAt = context.PlannedEndsAt > context.Now ? context.PlannedEndsAt : context.Now;
        return lesson.Content.Phase == LessonPhase.Live ? Decision.Nothing : new DecidedEvent(new LessonStarted(endsAt), Audience.All, by.Participant);
    }

    private static Decision Switch(Viewer by, bool current, bool wanted, LessonEvent change)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return current == wanted ? Decision.Nothing : new DecidedEvent(change, Audience.All, by.Participant);
    }

    private static bool FitsLog(LessonState lesson, Viewer by, LessonCommand command, Decision decision, LessonLimits limits)
    {
        if (command is EndLesson)
        {
            return true; // What is left of the log is kept for this.
        }

        var left = limits.EntriesMax - lesson.Books.Sequence - decision.Events.Length;
        if (by.IsTeacher)
        {
            return left >= limits.EndReserve;
        }

        // A tally is nobody's: whose share is used up must not tell whose an anonymous answer is.
        return left >= limits.TeacherReserve
            && (decision.Box is not null || lesson.Books.StudentEntries.GetValueOrDefault(by.Participant) < limits.StudentEntriesMax);
    }
}
