using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Lessons;

/// <summary>A lesson as one viewer may see it, as of some sequence; or, without a viewer, all of it.</summary>
/// <remarks>
/// A left fold of entries and nothing else. Bounded, so that a welcome stays small: older messages are read from the log.
/// On the wire, what is null is left out, and so are false and 0 where a property is marked so.
/// </remarks>
public sealed record LessonView
{
    /// <summary>A lesson in which nothing has happened yet.</summary>
    public static readonly LessonView Initial = new();

    /// <summary>Whose view this is; none for the whole.</summary>
    public Viewer? Viewer { get; init; }

    /// <summary>Whether the viewer was sent out: then nothing else is shown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ejected { get; init; }

    /// <summary>Where the lesson stands.</summary>
    public LessonPhase Phase { get; init; } = LessonPhase.Planned;

    /// <summary>When it went live.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its planned end, once it is live.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended.</summary>
    public LessonEndReason? EndReason { get; init; }

    /// <summary>Everybody who holds a place: present, or left so recently that it is kept.</summary>
    public ImmutableSortedDictionary<ParticipantId, PersonInLesson> People { get; init; } = ImmutableSortedDictionary<ParticipantId, PersonInLesson>.Empty;

    /// <summary>Who was sent out and not readmitted, in that order. Teachers.</summary>
    public ImmutableArray<ParticipantId> SentOut { get; init; } = [];

    /// <summary>Who turns pages and points.</summary>
    public ParticipantId? Presenter { get; init; }

    /// <summary>Raised hands, the oldest first.</summary>
    public ImmutableArray<RaisedHand> Hands { get; init; } = [];

    /// <summary>Whether students may raise hands.</summary>
    public bool HandsOpen { get; init; } = true;

    /// <summary>Whether students may post to all.</summary>
    public bool ChatOpen { get; init; } = true;

    /// <summary>The latest messages to all, the oldest first: at most 50, and at most 10,000 UTF-16 code units unless it is one.</summary>
    public ImmutableArray<ChatMessage> Chat { get; init; } = [];

    /// <summary>The latest messages of all private threads, bounded like <see cref="Chat"/>. Teachers.</summary>
    public ImmutableArray<ChatMessage> TeacherChat { get; init; } = [];

    /// <summary>The latest messages of each student's private thread: at most 20, and at most 4,000 UTF-16 code units unless it is one. The student's own alone.</summary>
    public ImmutableSortedDictionary<ParticipantId, ImmutableArray<ChatMessage>> Threads { get; init; } = ImmutableSortedDictionary<ParticipantId, ImmutableArray<ChatMessage>>.Empty;

    /// <summary>The latest 20 polls, the oldest first.</summary>
    public ImmutableArray<PollInLesson> Polls { get; init; } = [];

    /// <summary>Decks that can be shown. Teachers.</summary>
    public ImmutableArray<DeckInLesson> Decks { get; init; } = [];

    /// <summary>What is on the stage.</summary>
    public Stage? Stage { get; init; }
}

/// <summary>Where a lesson stands.</summary>
[JsonConverter(typeof(NamedEnumConverter<LessonPhase>))]
public enum LessonPhase
{
    /// <summary>Not started; people may gather.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned = 0,

    /// <summary>Going on.</summary>
    [JsonStringEnumMemberName("live")]
    Live = 1,

    /// <summary>Over.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended = 2,
}

/// <summary>Somebody who holds a place.</summary>
/// <param name="Since">When they came.</param>
/// <param name="Role">As what. Omitted on the wire for a student.</param>
/// <param name="LeftAt">Last proof of presence of somebody who is gone; none while they are here.</param>
public sealed record PersonInLesson(
    DateTimeOffset Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] LessonRole Role = LessonRole.Student,
    DateTimeOffset? LeftAt = null);

/// <summary>One raised hand.</summary>
public sealed record RaisedHand(ParticipantId Participant, DateTimeOffset At);

/// <summary>One message.</summary>
/// <param name="Sequence">Its id.</param>
/// <param name="By">Its author.</param>
/// <param name="At">When it was posted.</param>
/// <param name="Text">What it says; none once deleted or redacted.</param>
/// <param name="Length">Length of its text as it counts against the bounds, in UTF-16 code units.</param>
/// <param name="Thread">The private thread it belongs to; none for a message to all.</param>
/// <param name="Edited">Whether the author changed it.</param>
/// <param name="Deleted">Whether only the mark of it is left.</param>
public sealed record ChatMessage(
    long Sequence,
    ParticipantId By,
    DateTimeOffset At,
    string? Text = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Length = 0,
    ParticipantId? Thread = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Edited = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Deleted = false);

/// <summary>One poll.</summary>
/// <param name="Sequence">Its id.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Answers">By answerer. Teachers see all of the latest poll that is not anonymous, a student their own.</param>
/// <param name="Open">Whether it takes answers.</param>
/// <param name="Tally">How it stands. Teachers: from closing on; of an anonymous poll that is open how many answered alone, by fives.</param>
/// <param name="Published">Its result, once everybody may see it.</param>
/// <param name="Hidden">Whether it was taken away from before everybody.</param>
public sealed record PollInLesson(
    long Sequence,
    PollAsked Asked,
    ImmutableSortedDictionary<ParticipantId, PollAnswer> Answers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Open = false,
    Tally? Tally = null,
    Tally? Published = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Hidden = false);

/// <summary>One answer.</summary>
public sealed record PollAnswer(ImmutableArray<int> Choices, string? Text = null);

/// <summary>A deck that can be shown.</summary>
public sealed record DeckInLesson(DeckId Deck, string Title, int Pages);

/// <summary>What is on the stage.</summary>
/// <param name="Deck">Which deck.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="Page">The page shown, from 1.</param>
/// <param name="Viewport">The part of the page that everybody sees; none for all of it.</param>
public sealed record Stage(DeckId Deck, int Pages, int Page, Viewport? Viewport = null);
