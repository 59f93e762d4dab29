using Classroom.Domain.Lessons;
using Classroom.Grains.Fanout;
using Classroom.Ports.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>A lesson as it was read from its log.</summary>
/// <param name="Head">Where the log stands, and the epoch in which to write.</param>
/// <param name="Lesson">The fold of all entries.</param>
/// <param name="Answers">The answers of accepted commands.</param>
/// <param name="Ring">The latest entries.</param>
/// <param name="SnapshotAt">Sequence of the latest snapshot; 0 if there is none.</param>
/// <param name="FoldLevel">The fold level one must know to follow.</param>
internal sealed record RestoredLesson(LessonLogHead Head, LessonState Lesson, AnswerBook Answers, EntryRing Ring, long SnapshotAt, int FoldLevel);
