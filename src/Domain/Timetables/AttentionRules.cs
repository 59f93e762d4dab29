using System.Collections.Immutable;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Registers;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Registers;

namespace Classroom.Domain.Timetables;

/// <summary>Which lessons ask for a look of their teacher. Says only what plans and logs prove. Pure.</summary>
public static class AttentionRules
{
    /// <summary>How long before its planned start students who are there count as waiting: 15 minutes.</summary>
    public static readonly TimeSpan WaitsBefore = TimeSpan.FromMinutes(15);

    /// <summary>Whether it has come to a lesson's hour, or it goes on: whether <see cref="Now"/> can say anything of it.</summary>
    public static bool IsDue(LessonPlan plan, DateTimeOffset now) =>
        plan.Status == LessonStatus.Live || (plan.Status == LessonStatus.Planned && plan.StartsAt - WaitsBefore <= now);

    /// <summary>Of a lesson that is due: students without a teacher, before it has started or since.</summary>
    public static LessonAttention? Now(LessonPlan plan, string classTitle, RegisterBook book, DateTimeOffset now)
    {
        if (!IsDue(plan, now) || book.EndedAt is not null || book.People.Values.Any(person => person is { Role: LessonRole.Teacher, Since: not null }))
        {
            return null;
        }

        var students = book.People.Values.Where(person => person is { Role: LessonRole.Student, Since: not null }).ToArray();
        if (book.StartedAt is null)
        {
            return students.Length == 0 ? null : new(plan, classTitle, AttentionReason.Waiting, students.Length, students.Min(student => student.Since), null);
        }

        var leftAt = book.People.Values.Where(person => person.Role == LessonRole.Teacher).SelectMany(person => person.Intervals).Max(interval => (DateTimeOffset?)interval.To);
        return new(plan, classTitle, AttentionReason.Unattended, students.Length, leftAt, null);
    }

    /// <summary>Of a lesson that was held and is over, as its register stands with its corrections.</summary>
    public static LessonAttention? After(LessonPlan plan, LessonRegister register)
    {
        if (plan.Status == LessonStatus.Cancelled || register.StartedAt is null || register.EndedAt is null)
        {
            return null;
        }

        var absent = register.People.Count(person => person.Status == PresenceStatus.Absent);
        return absent == 0 ? null
            : absent == register.People.Length ? new(plan, register.ClassTitle, AttentionReason.NobodyCame, absent, null, null)
            : new(plan, register.ClassTitle, AttentionReason.Absences, absent, null, null);
    }

    /// <summary>Lessons that are not over and begin while another that is not over is to go on; each once, with the one that ends last.</summary>
    public static ImmutableArray<LessonAttention> Overlaps(IEnumerable<(LessonPlan Plan, string ClassTitle)> taught, DateTimeOffset now)
    {
        var overlaps = ImmutableArray.CreateBuilder<LessonAttention>();
        LessonPlan? lasting = null;
        foreach (var (plan, classTitle) in taught.Where(lesson => IsToCome(lesson.Plan, now)).OrderBy(lesson => lesson.Plan.StartsAt).ThenBy(lesson => lesson.Plan.Lesson.ToString(), StringComparer.Ordinal))
        {
            if (lasting is not null && lasting.EndsAt > plan.StartsAt)
            {
                overlaps.Add(new(plan, classTitle, AttentionReason.Overlap, 0, null, lasting));
            }

            lasting = lasting is null || plan.EndsAt > lasting.EndsAt ? plan : lasting;
        }

        return overlaps.ToImmutable();
    }

    private static bool IsToCome(LessonPlan plan, DateTimeOffset now) => plan.Status is LessonStatus.Planned or LessonStatus.Live && plan.EndsAt > now;
}
