using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Lessons;

/// <summary>A poll was asked and is open. Its id is the sequence of this entry.</summary>
/// <param name="Kind">What kind of answer it takes.</param>
/// <param name="Question">The question.</param>
/// <param name="Choices">What can be chosen; empty for kinds that imply it.</param>
/// <param name="SeveralAnswers">Whether more than one choice may be taken.</param>
/// <param name="Anonymous">Whether answers are kept apart from those who gave them.</param>
public sealed record PollAsked(
    PollKind Kind,
    string Question,
    ImmutableArray<string> Choices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SeveralAnswers = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Anonymous = false) : LessonEvent;

/// <summary>A key for pseudonyms, by builds whose logs held anonymous answers. Seen by nobody; not written any more.</summary>
/// <param name="Poll">Which poll.</param>
/// <param name="Key">32 random bytes in base64.</param>
public sealed record PollKeyCreated(long Poll, string Key) : LessonEvent;

/// <summary>Stands where a <see cref="PollKeyCreated"/> stood. Not written any more.</summary>
public sealed record PollKeyDestroyed(long Poll) : LessonEvent;

/// <summary>Somebody answered a poll that is not anonymous, or changed their answer.</summary>
/// <param name="Poll">Which poll.</param>
/// <param name="Answerer">The participant; in anonymous polls of earlier builds a pseudonym (and then no author is named).</param>
/// <param name="Choices">Chosen, by index from 0, ascending; empty for a typed answer.</param>
/// <param name="Text">A typed answer.</param>
public sealed record PollAnswered(long Poll, ParticipantId Answerer, ImmutableArray<int> Choices, string? Text = null) : LessonEvent;

/// <summary>How an anonymous poll stands. Seen by teachers: how many have answered, at every fifth of them, and what, at closing.</summary>
/// <remarks>Logs of earlier builds hold all of it at every fifth.</remarks>
public sealed record PollTallied(long Poll, Tally Tally) : LessonEvent;

/// <summary>No more answers are taken.</summary>
public sealed record PollClosed(long Poll) : LessonEvent;

/// <summary>Everybody may see the result.</summary>
public sealed record PollPublished(long Poll, Tally Tally) : LessonEvent;

/// <summary>The poll no longer stands before everybody; publishing it again brings it back.</summary>
public sealed record PollHidden(long Poll) : LessonEvent;

/// <summary>The result of a poll.</summary>
/// <param name="Answered">How many people answered.</param>
/// <param name="Counts">For each choice, how many took it; empty for typed answers, and while an anonymous poll is open.</param>
/// <param name="Texts">Typed answers by frequency, then text; at most 50. Empty while an anonymous poll is open.</param>
public sealed record Tally(int Answered, ImmutableArray<int> Counts, ImmutableArray<TypedCount> Texts);

/// <summary>One typed answer and how many gave it, white space at the ends aside.</summary>
public sealed record TypedCount(string Text, int Count);

/// <summary>What kind of answer a poll takes.</summary>
[GenerateSerializer, Alias("PollKind")]
[JsonConverter(typeof(NamedEnumConverter<PollKind>))]
public enum PollKind
{
    /// <summary>Choice 0 is yes, 1 is no.</summary>
    [JsonStringEnumMemberName("yesNo")]
    YesNo = 1,

    /// <summary>Choice 0 is true, 1 is false.</summary>
    [JsonStringEnumMemberName("trueFalse")]
    TrueFalse = 2,

    /// <summary>Two to six choices of the teacher's.</summary>
    [JsonStringEnumMemberName("choices")]
    Choices = 3,

    /// <summary>A short text.</summary>
    [JsonStringEnumMemberName("typed")]
    Typed = 4,
}
