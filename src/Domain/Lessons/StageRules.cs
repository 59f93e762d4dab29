using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The decks' part of <see cref="LessonRules"/>.</summary>
internal static class StageRules
{
    /// <summary>Smallest part of a page, of its width and of its height.</summary>
    private const double ViewportMin = 0.05;

    /// <summary>Viewports are kept to so many decimals: far less than a pixel, and no log full of digits.</summary>
    private const int ViewportDecimals = 4;

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

    public static Decision Remove(LessonView lesson, Viewer by, RemoveDeck command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.Decks.All(deck => deck.Deck != command.Deck))
        {
            return LessonRefusal.DeckNotFound;
        }

        var removed = new DecidedEvent(new DeckRemoved(command.Deck), Audience.TeachersOnly, by.Participant);
        return lesson.Stage?.Deck == command.Deck
            ? new Decision { Events = [new(new DeckHidden(), Audience.All, by.Participant), removed], Main = 1 }
            : removed;
    }

    public static Decision Place(LessonView lesson, Viewer by, PlaceDeck command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.Decks.FirstOrDefault(deck => deck.Deck == command.Deck) is not { } deck)
        {
            return LessonRefusal.DeckNotFound;
        }

        var place = Math.Clamp(command.Place, 1, lesson.Decks.Length);
        return place == lesson.Decks.IndexOf(deck) + 1 ? Decision.Nothing : new DecidedEvent(new DeckPlaced(command.Deck, place), Audience.TeachersOnly, by.Participant);
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

    public static Decision Move(LessonView lesson, Viewer by, MoveViewport command)
    {
        if (!by.IsTeacher && lesson.Presenter != by.Participant)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.Stage is not { } stage)
        {
            return LessonRefusal.NothingShown;
        }

        if (command.Viewport is not { } wanted || !IsSpan(wanted.X, wanted.Width) || !IsSpan(wanted.Y, wanted.Height))
        {
            return LessonRefusal.ViewportInvalid;
        }

        var viewport = new Viewport(Round(wanted.X), Round(wanted.Y), Round(wanted.Width), Round(wanted.Height));
        return (stage.Viewport ?? Viewport.Whole) == viewport ? Decision.Nothing : new DecidedEvent(new ViewportMoved(viewport), Audience.All, by.Participant);
    }

    /// <summary>Written so that what is not a number is no span; a rounding error over the edge is.</summary>
    private static bool IsSpan(double from, double length) => from >= 0 && length >= ViewportMin && from + length <= 1.0001;

    private static double Round(double value) => Math.Round(value, ViewportDecimals);
}
