using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Lessons;

/// <summary>A fact about a lesson. Stored, folded by every reader, never edited (only redacted).</summary>
/// <remarks>
/// Who did it, when, and who may see it stand in the <see cref="LessonEntry"/>. Adding an event: append a discriminator,
/// give it a fold level and a fold in Domain, a fold in the web client, and a golden file; never reuse or rename one.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LessonStarted), "lessonStarted")]
[JsonDerivedType(typeof(LessonEndMoved), "lessonEndMoved")]
[JsonDerivedType(typeof(LessonEnded), "lessonEnded")]
[JsonDerivedType(typeof(PresenceChanged), "presenceChanged")]
[JsonDerivedType(typeof(PlacesReleased), "placesReleased")]
[JsonDerivedType(typeof(ParticipantEjected), "participantEjected")]
[JsonDerivedType(typeof(ParticipantReadmitted), "participantReadmitted")]
[JsonDerivedType(typeof(PresenterChanged), "presenterChanged")]
[JsonDerivedType(typeof(MessagePosted), "messagePosted")]
[JsonDerivedType(typeof(MessageEdited), "messageEdited")]
[JsonDerivedType(typeof(MessageDeleted), "messageDeleted")]
[JsonDerivedType(typeof(MessageRedacted), "messageRedacted")]
[JsonDerivedType(typeof(ChatOpened), "chatOpened")]
[JsonDerivedType(typeof(ChatClosed), "chatClosed")]
[JsonDerivedType(typeof(HandRaised), "handRaised")]
[JsonDerivedType(typeof(HandLowered), "handLowered")]
[JsonDerivedType(typeof(AllHandsLowered), "allHandsLowered")]
[JsonDerivedType(typeof(HandsOpened), "handsOpened")]
[JsonDerivedType(typeof(HandsClosed), "handsClosed")]
[JsonDerivedType(typeof(PollAsked), "pollAsked")]
[JsonDerivedType(typeof(PollKeyCreated), "pollKeyCreated")]
[JsonDerivedType(typeof(PollKeyDestroyed), "pollKeyDestroyed")]
[JsonDerivedType(typeof(PollAnswered), "pollAnswered")]
[JsonDerivedType(typeof(PollTallied), "pollTallied")]
[JsonDerivedType(typeof(PollClosed), "pollClosed")]
[JsonDerivedType(typeof(PollPublished), "pollPublished")]
[JsonDerivedType(typeof(DeckAdded), "deckAdded")]
[JsonDerivedType(typeof(DeckShown), "deckShown")]
[JsonDerivedType(typeof(DeckHidden), "deckHidden")]
[JsonDerivedType(typeof(PageTurned), "pageTurned")]
[JsonDerivedType(typeof(ViewportMoved), "viewportMoved")]
[JsonDerivedType(typeof(PollHidden), "pollHidden")]
[JsonDerivedType(typeof(DeckRemoved), "deckRemoved")]
[JsonDerivedType(typeof(DeckPlaced), "deckPlaced")]
public abstract record LessonEvent
{
    private protected LessonEvent()
    {
        // Closed: every event is in Contracts.
    }
}

/// <summary>The lesson went live; who started it presents.</summary>
/// <param name="EndsAt">Its planned end at that moment.</param>
public sealed record LessonStarted(DateTimeOffset EndsAt) : LessonEvent;

/// <summary>The plan was changed while the lesson was live.</summary>
/// <param name="EndsAt">Its planned end from now on.</param>
public sealed record LessonEndMoved(DateTimeOffset EndsAt) : LessonEvent;

/// <summary>The lesson is over; everybody left at this entry's time. Nothing follows it but redactions.</summary>
public sealed record LessonEnded(LessonEndReason Reason) : LessonEvent;

/// <summary>People came and went, as proved by their connections.</summary>
/// <param name="Arrived">Who is here from this entry's time on, each at most once.</param>
/// <param name="Left">Who is not, each with the last proof that they were.</param>
public sealed record PresenceChanged(ImmutableArray<Arrival> Arrived, ImmutableArray<Departure> Left) : LessonEvent;

/// <summary>These left so long ago that their hand and place are given up.</summary>
public sealed record PlacesReleased(ImmutableArray<ParticipantId> Participants) : LessonEvent;

/// <summary>A teacher sent this participant out; they see nothing after this.</summary>
public sealed record ParticipantEjected(ParticipantId Participant) : LessonEvent;

/// <summary>A teacher let this participant come back.</summary>
public sealed record ParticipantReadmitted(ParticipantId Participant) : LessonEvent;

/// <summary>The presenter flag passed on.</summary>
/// <param name="Presenter">Who turns pages and points from now on.</param>
public sealed record PresenterChanged(ParticipantId Presenter) : LessonEvent;

/// <summary>A deck can be shown in this lesson. Seen by teachers; students see it when it is shown.</summary>
public sealed record DeckAdded(DeckId Deck, string Title, int Pages) : LessonEvent;

/// <summary>A deck can no longer be shown; it is not on the stage. Seen by teachers.</summary>
public sealed record DeckRemoved(DeckId Deck) : LessonEvent;

/// <summary>A deck stands elsewhere among those that can be shown. Seen by teachers.</summary>
/// <param name="Deck">Which.</param>
/// <param name="Place">Its place from now on, from 1.</param>
public sealed record DeckPlaced(DeckId Deck, int Place) : LessonEvent;

/// <summary>A deck is on the stage.</summary>
/// <param name="Deck">Which.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="Page">The page shown, from 1.</param>
public sealed record DeckShown(DeckId Deck, int Pages, int Page) : LessonEvent;

/// <summary>The stage is empty.</summary>
public sealed record DeckHidden : LessonEvent;

/// <summary>The deck on the stage shows another page.</summary>
/// <param name="Page">From 1.</param>
public sealed record PageTurned(int Page) : LessonEvent;

/// <summary>Another part of the page on the stage is shown. A page that was just turned to is shown whole.</summary>
/// <param name="Viewport">Which part.</param>
public sealed record ViewportMoved(Viewport Viewport) : LessonEvent;

/// <summary>Somebody who came.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">As what. Omitted on the wire for a student.</param>
public sealed record Arrival(
    ParticipantId Participant,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] LessonRole Role = LessonRole.Student);

/// <summary>Somebody who went.</summary>
/// <param name="Participant">Who.</param>
/// <param name="At">The last proof that they were here.</param>
public sealed record Departure(ParticipantId Participant, DateTimeOffset At);

/// <summary>Why a lesson ended. Part of the protocol: append only.</summary>
[JsonConverter(typeof(NamedEnumConverter<LessonEndReason>))]
public enum LessonEndReason
{
    /// <summary>A teacher ended it.</summary>
    [JsonStringEnumMemberName("byTeacher")]
    ByTeacher = 1,

    /// <summary>Its planned end is long past.</summary>
    [JsonStringEnumMemberName("overtime")]
    Overtime = 2,

    /// <summary>The last teacher left long ago.</summary>
    [JsonStringEnumMemberName("noTeacher")]
    NoTeacher = 3,

    /// <summary>Its log is full.</summary>
    [JsonStringEnumMemberName("logFull")]
    LogFull = 4,

    /// <summary>Its plan was cancelled.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 5,
}
