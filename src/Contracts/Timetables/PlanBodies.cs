using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Timetables;

/// <summary>Body of <c>POST /api/v1/classes/{class}/lessons</c>.</summary>
/// <param name="Title">What it is about: 1 to 200 UTF-16 code units.</param>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end; after the start, by at most 12 hours by default.</param>
/// <param name="Lesson">Its id, chosen by the caller so that a retry plans it once; absent: given by the server.</param>
public sealed record LessonToPlan(string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, LessonId? Lesson = null);

/// <summary>Body of <c>PUT /api/v1/lessons/{lesson}</c>: what the plan says from now on. Needs <c>If-Match</c> with the version that was read.</summary>
public sealed record LessonChange(string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
