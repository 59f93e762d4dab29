using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>What everybody sent and saw in one lesson, and what its log held at the end: all that a verdict needs.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Clients">One for each client: each device of each person.</param>
/// <param name="Log">The log, read after everything else.</param>
internal sealed record History(LessonId Lesson, ImmutableArray<ClientHistory> Clients, LogHistory Log);

/// <summary>One client, over all its connections.</summary>
/// <param name="Name">For people who read faults.</param>
/// <param name="Viewer">Who it was in the lesson.</param>
/// <param name="Device">Which device.</param>
/// <param name="IsHereAtEnd">Whether it was live when the lesson came to rest: then it must hold all of it.</param>
/// <param name="Steps">In the order in which they happened.</param>
internal sealed record ClientHistory(string Name, Viewer Viewer, DeviceId Device, bool IsHereAtEnd, ImmutableArray<Step> Steps);

/// <summary>The log at the end.</summary>
/// <param name="Head">Its last sequence.</param>
/// <param name="IsWhole">Whether every entry is here; else only what a teacher may see.</param>
/// <param name="Entries">In order.</param>
/// <param name="Commands">The command that each entry answers, where the log names it; only known of a whole log.</param>
internal sealed record LogHistory(long Head, bool IsWhole, ImmutableArray<LessonEntry> Entries, ImmutableArray<LoggedCommand> Commands);

/// <summary>A command's id as it stands beside its entry.</summary>
internal sealed record LoggedCommand(long Sequence, ParticipantId Participant, DeviceId Device, long Counter);
