using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The decks' part of <see cref="LessonRules"/>.</summary>
internal static class StageRules
{
    public static Decision Add(LessonView lesson, Viewer by, AddDeck command, LessonLimits limits)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.Decks.Any(deck => deck.Deck == command.Deck))
        {
            return Decision.Nothing;
        }

        if (Texts.Refuse(command.Title, limits.DeckTitleMax) is { } refusal)
        {
            return refusal;
        }

        if (command.Pages < 1 || command.Pages > limits.PagesMax)
        {
            return LessonRefusal.PageOutOfRange;
        }

        return lesson.Decks.Length >= limits.DecksMax
            ? LessonRefusal.TooManyDecks
            : new DecidedEvent(new DeckAdded(command.Deck, command.Title, command.Pages), Audience.TeachersOnly, by.Participant);
    }

    public static Decision Show(LessonView lesson, Viewer by, ShowDeck command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.Decks.FirstOrDefault(deck => deck.Deck == command.Deck) is not { } deck)
        {
            return LessonRefusal.DeckNotFound;
        }

        if (command.Page < 1 || command.Page > deck.Pages)
        {
            return LessonRefusal.PageOutOfRange;
        }

        return lesson.Stage == new Stage(deck.Deck, deck.Pages, command.Page)
            ? Decision.Nothing
            : new DecidedEvent(new DeckShown(deck.Deck, deck.Pages, command.Page), Audience.All, by.Participant);
    }

    public static Decision Hide(LessonView lesson, Viewer by)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return lesson.Stage is null ? Decision.Nothing : new DecidedEvent(new DeckHidden(), Audience.All, by.Participant);
    }

    public static Decision Turn(LessonView lesson, Viewer by, TurnPage command)
    {
        if (!by.IsTeacher && lesson.Presenter != by.Participant)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.Stage is not { } stage)
        {
            return LessonRefusal.NothingShown;
        }

        if (command.Page < 1 || command.Page > stage.Pages)
        {
            return LessonRefusal.PageOutOfRange;
        }

        return stage.Page == command.Page ? Decision.Nothing : new DecidedEvent(new PageTurned(command.Page), Audience.All, by.Participant);
    }
}
