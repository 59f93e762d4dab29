using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Substitutes;

namespace Classroom.Domain.Substitutes;

/// <summary>Who may stand in for the teachers of a class, when they do, and what it makes them. Pure.</summary>
public static class SubstituteRules
{
    /// <summary>Length of what the office notes of the reason, in UTF-16 code units.</summary>
    public const int ReasonMax = 200;

    /// <summary>Longest time for which somebody stands in.</summary>
    public static readonly TimeSpan SpanMax = TimeSpan.FromDays(400);

    /// <summary>Why the office's wish cannot be granted, or null if it can. Its reason is a text like others.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="teacher">Who is to stand in.</param>
    /// <param name="now">The time: what is over helps nobody.</param>
    public static SubstituteRefusal? Refuse(AddSubstitute wanted, SchoolPerson teacher, DateTimeOffset now) =>
        !CanTeach(teacher) ? SubstituteRefusal.NotTeacher
        : wanted.To <= wanted.From || wanted.To - wanted.From > SpanMax || wanted.To <= now ? SubstituteRefusal.TimesInvalid
        : null;

    /// <summary>Whether a substitution runs at an instant: from its beginning until just before its end.</summary>
    public static bool IsRunning(DateTimeOffset from, DateTimeOffset to, DateTimeOffset at) => from <= at && at < to;

    /// <summary>Whether a lesson of the class is one of somebody's: of who stands in, those that start before the end.</summary>
    /// <param name="startsAt">When the lesson starts.</param>
    /// <param name="until">Until when they stand in; null for who is enrolled.</param>
    public static bool Has(DateTimeOffset startsAt, DateTimeOffset? until) => until is null || startsAt < until;

    /// <summary>The class with those who stand in now as its teachers, in no order.</summary>
    /// <remarks>
    /// Who is its teacher anyway stays one, without an end. Who is enrolled otherwise is its teacher meanwhile.
    /// Who does not teach at the school any more stands in nowhere.
    /// </remarks>
    public static ClassRoster Join(ClassRoster roster, IEnumerable<StandIn> running)
    {
        ImmutableArray<Enrollment> joined =
        [
            .. running
                .Where(one => CanTeach(one.Person) && !Teaches(roster, one.Person.Id))
                .GroupBy(one => one.Person.Id)
                .Select(ofOne => new Enrollment(ofOne.Key, SchoolRole.Teacher, ofOne.First().Person.GivenName, ofOne.First().Person.FamilyName, ofOne.Max(one => one.To))),
        ];
        return joined.IsEmpty ? roster : roster with
        {
            Enrollments = [.. roster.Enrollments.Where(enrollment => joined.All(one => one.Person != enrollment.Person)), .. joined],
        };
    }

    private static bool CanTeach(SchoolPerson person) => person.Roles.Contains(SchoolRole.Teacher);

    private static bool Teaches(ClassRoster roster, PersonId person) =>
        roster.Enrollments.Any(enrollment => enrollment.Person == person && enrollment.Role == SchoolRole.Teacher);
}

/// <summary>Somebody who stands in now.</summary>
/// <param name="Person">Who, as the roster has them.</param>
/// <param name="To">Until when.</param>
public sealed record StandIn(SchoolPerson Person, DateTimeOffset To);

/// <summary>Why nobody can stand in as wanted.</summary>
public enum SubstituteRefusal
{
    /// <summary>They do not teach at the school.</summary>
    NotTeacher = 1,

    /// <summary>The end is not after the start, too long after it, or past.</summary>
    TimesInvalid = 2,
}
