using System.Text.Json.Serialization;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>One thing that happened at a client.</summary>
/// <param name="AtUs">When, in microseconds since the rehearsal began, on a clock that all clients share.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Followed), "followed")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Welcomed), "welcomed")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Viewed), "viewed")]
[JsonDerivedType(typeof(ReadBack), "readBack")]
[JsonDerivedType(typeof(Became), "became")]
internal abstract record Step(long AtUs);

/// <summary>The client is connected and asks to follow: from now on the node may count it as here.</summary>
internal sealed record Followed(long AtUs) : Step(AtUs);

/// <summary>A command went out, for the first time or again.</summary>
internal sealed record Sent(long AtUs, SendCommand Command) : Step(AtUs);

/// <summary>An answer came.</summary>
internal sealed record Answered(long AtUs, CommandAnswer Answer) : Step(AtUs);

/// <summary>A welcome came.</summary>
internal sealed record Welcomed(long AtUs, LessonWelcome Welcome) : Step(AtUs);

/// <summary>A range of entries came.</summary>
internal sealed record Received(long AtUs, LessonEntries Entries) : Step(AtUs);

/// <summary>The client's own view was looked at.</summary>
internal sealed record Viewed(long AtUs, long Sequence, LessonView View) : Step(AtUs);

/// <summary>A range of the log was read as this client, over HTTP, after everything else.</summary>
internal sealed record ReadBack(long AtUs, LessonEntries Entries) : Step(AtUs);

/// <summary>The client's state changed; only for people who read the history.</summary>
internal sealed record Became(long AtUs, string State) : Step(AtUs);
