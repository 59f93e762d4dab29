using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Lessons;

/// <summary>Something fleeting: relayed at once, the latest of each kind and person wins, never logged.</summary>
[GenerateSerializer, Immutable, Alias("LessonSignal")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Typing), "typing")]
[JsonDerivedType(typeof(Reaction), "reaction")]
[JsonDerivedType(typeof(Pointing), "pointing")]
public abstract record LessonSignal
{
    private protected LessonSignal()
    {
        // Closed: every signal is in this file.
    }
}

/// <summary>Is writing a message to all. Shown for 3 seconds.</summary>
[GenerateSerializer, Immutable, Alias("Typing")]
public sealed record Typing : LessonSignal;

/// <summary>Reacts. Shown for 5 seconds.</summary>
/// <param name="Emoji">One of <c>👍 👏 ❤️ 😂 😮 🤔</c>.</param>
[GenerateSerializer, Immutable, Alias("Reaction")]
public sealed record Reaction(string Emoji) : LessonSignal
{
    /// <summary>What can be sent; anything else is dropped.</summary>
    public static readonly IReadOnlySet<string> Known = new HashSet<string>(StringComparer.Ordinal) { "👍", "👏", "❤️", "😂", "😮", "🤔" };
}

/// <summary>Points at a place on the page. Presenter and teachers; shown until the next, or for 3 seconds.</summary>
/// <param name="X">From the left edge, 0 to 1.</param>
/// <param name="Y">From the top edge, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("Pointing")]
public sealed record Pointing(double X, double Y) : LessonSignal;

/// <summary>A signal and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("SignalBy")]
public sealed record SignalBy(ParticipantId By, LessonSignal Signal);
