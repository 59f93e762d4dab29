using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Lessons;

/// <summary>Why a command was refused. Part of the protocol: append only.</summary>
/// <remarks>A refusal is decided anew at every retry. Where it says "retry", use the same counter.</remarks>
[GenerateSerializer, Alias("LessonRefusal")]
[JsonConverter(typeof(NamedEnumConverter<LessonRefusal>))]
public enum LessonRefusal
{
    /// <summary>The lesson has not started. Retry after it has.</summary>
    [JsonStringEnumMemberName("lessonNotLive")]
    LessonNotLive = 1,

    /// <summary>The lesson has ended. Retrying does not help.</summary>
    [JsonStringEnumMemberName("lessonEnded")]
    LessonEnded = 2,

    /// <summary>The lesson holds its maximum of participants. Retry after someone leaves.</summary>
    [JsonStringEnumMemberName("lessonFull")]
    LessonFull = 3,

    /// <summary>This role may not do that. Retrying does not help.</summary>
    [JsonStringEnumMemberName("notAllowed")]
    NotAllowed = 4,

    /// <summary>The participant was sent out. Retry after being readmitted.</summary>
    [JsonStringEnumMemberName("ejected")]
    Ejected = 5,

    /// <summary>The named participant is not in the lesson, or not one this can be done to.</summary>
    [JsonStringEnumMemberName("participantNotFound")]
    ParticipantNotFound = 6,

    /// <summary>No teacher is in the lesson: students wait. Retry after one came back.</summary>
    [JsonStringEnumMemberName("noTeacher")]
    NoTeacher = 7,

    /// <summary>The teacher closed the chat. Retry after it opens.</summary>
    [JsonStringEnumMemberName("chatClosed")]
    ChatClosed = 8,

    /// <summary>The teacher closed hands. Retry after they open.</summary>
    [JsonStringEnumMemberName("handsClosed")]
    HandsClosed = 9,

    /// <summary>A text is missing, only white space, or has characters that are not text. Retrying does not help.</summary>
    [JsonStringEnumMemberName("textInvalid")]
    TextInvalid = 10,

    /// <summary>A text is longer than its limit. Retrying does not help.</summary>
    [JsonStringEnumMemberName("textTooLong")]
    TextTooLong = 11,

    /// <summary>There is no such message, it is out of reach, or the sender may not see it.</summary>
    [JsonStringEnumMemberName("messageNotFound")]
    MessageNotFound = 12,

    /// <summary>The message was edited as often as it can be.</summary>
    [JsonStringEnumMemberName("tooManyEdits")]
    TooManyEdits = 13,

    /// <summary>The poll's kind, choices and flags do not fit together. Retrying does not help.</summary>
    [JsonStringEnumMemberName("pollInvalid")]
    PollInvalid = 14,

    /// <summary>There is no such poll, or it is out of reach.</summary>
    [JsonStringEnumMemberName("pollNotFound")]
    PollNotFound = 15,

    /// <summary>Another poll is open. Close it first.</summary>
    [JsonStringEnumMemberName("pollStillOpen")]
    PollStillOpen = 16,

    /// <summary>The poll is closed.</summary>
    [JsonStringEnumMemberName("pollClosed")]
    PollClosed = 17,

    /// <summary>The answer does not fit the poll. Retrying does not help.</summary>
    [JsonStringEnumMemberName("answerInvalid")]
    AnswerInvalid = 18,

    /// <summary>The lesson has no such deck.</summary>
    [JsonStringEnumMemberName("deckNotFound")]
    DeckNotFound = 19,

    /// <summary>The lesson has as many decks as it can hold.</summary>
    [JsonStringEnumMemberName("tooManyDecks")]
    TooManyDecks = 20,

    /// <summary>The deck has no such page, or more pages than a deck may have.</summary>
    [JsonStringEnumMemberName("pageOutOfRange")]
    PageOutOfRange = 21,

    /// <summary>No deck is on the stage.</summary>
    [JsonStringEnumMemberName("nothingShown")]
    NothingShown = 22,

    /// <summary>The lesson's log takes no more entries from this role, or this student's share of it is spent.</summary>
    [JsonStringEnumMemberName("logFull")]
    LogFull = 23,

    /// <summary>The command is older than what the lesson remembers of this device: whether it was accepted is no longer known.</summary>
    [JsonStringEnumMemberName("commandExpired")]
    CommandExpired = 24,

    /// <summary>The command is malformed: not one of the protocol, a field missing or of the wrong type. Retrying does not help.</summary>
    [JsonStringEnumMemberName("commandInvalid")]
    CommandInvalid = 25,

    /// <summary>The command is larger than its limit. Retrying does not help.</summary>
    [JsonStringEnumMemberName("commandTooLarge")]
    CommandTooLarge = 26,

    /// <summary>Too many commands in too short a time. Retry after the time named.</summary>
    [JsonStringEnumMemberName("rateLimited")]
    RateLimited = 27,

    /// <summary>Too many commands of this connection are waiting. Retry after one is answered.</summary>
    [JsonStringEnumMemberName("tooManyWaiting")]
    TooManyWaiting = 28,

    /// <summary>Whether it was accepted is not known. Retry with the same counter: it is done once, whatever happened.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable = 29,

    /// <summary>No part of a page: not on the page, or too small.</summary>
    [JsonStringEnumMemberName("viewportInvalid")]
    ViewportInvalid = 30,
}

/// <summary>What became of a command: accepted, unchanged (there was nothing to do), or refused.</summary>
/// <param name="Sequence">The entry it caused; 0 if it caused none that may be named.</param>
/// <param name="Refusal">Why it was refused; none if it was accepted or changed nothing.</param>
/// <param name="RetryAfter">For refusals that say so: how long to wait.</param>
[GenerateSerializer, Immutable, Alias("CommandResult")]
public sealed record CommandResult(long Sequence, LessonRefusal? Refusal = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Nothing had to be done: the lesson already is as the command wants it. Decided anew at every retry.</summary>
    public static readonly CommandResult Unchanged = new(0);

    public static implicit operator CommandResult(LessonRefusal refusal) => new(0, refusal);
}
