using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.Ports.Rosters;

/// <summary>One record of a roster, as an import brings it. Two rows are equal if nothing would change.</summary>
/// <param name="Owner">The school it belongs to; null for what schools of the node share.</param>
/// <param name="SourcedId">What its source calls it: unique with owner and kind.</param>
public abstract record RosterRow(SchoolId? Owner, string SourcedId)
{
    /// <summary>Which kind of record.</summary>
    public abstract RosterKind Kind { get; }
}

/// <summary>A school. Its owner is itself.</summary>
public sealed record SchoolRow(SchoolId Id, string SourcedId, string Name, string? Parent) : RosterRow(Id, SourcedId)
{
    public override RosterKind Kind => RosterKind.School;
}

/// <summary>An organisation above schools, an academic session or a course.</summary>
/// <param name="Kind">Which of these three.</param>
/// <param name="Title">Its name.</param>
/// <param name="Type">OneRoster's type of an organisation or session.</param>
/// <param name="Parent">SourcedId of what it is part of.</param>
/// <param name="StartsOn">First day of a session.</param>
/// <param name="EndsOn">Last day of a session, as OneRoster counts it.</param>
/// <param name="Subject">What a course teaches.</param>
public sealed record CatalogRow(
    RosterKind Kind, SchoolId? Owner, string SourcedId, string Title, string? Type, string? Parent, DateOnly? StartsOn, DateOnly? EndsOn, string? Subject)
    : RosterRow(Owner, SourcedId)
{
    public override RosterKind Kind { get; } = Kind;
}

/// <summary>A class.</summary>
/// <param name="Id">Given at first sight of its sourcedId, kept for ever.</param>
/// <param name="Subject">What is taught, if the class itself says so; else the course's counts.</param>
/// <param name="Course">SourcedId of its course, which the school or the node owns.</param>
public sealed record ClassRow(ClassId Id, string SourcedId, string Title, string? Subject, string? Course) : RosterRow(Id.School, SourcedId)
{
    public override RosterKind Kind => RosterKind.Class;
}

/// <summary>A person of a school.</summary>
/// <param name="Id">Given at first sight of the sourcedId at this school, kept for ever.</param>
/// <param name="Enabled">False keeps the person out of every list without forgetting their roles and enrollments.</param>
/// <param name="Feed">Which of the administrator's sources brought it; null if the school's office did.</param>
public sealed record PersonRow(SchoolId School, string SourcedId, PersonId Id, string GivenName, string FamilyName, string? Email, bool Enabled, string? Feed)
    : RosterRow(School, SourcedId)
{
    public override RosterKind Kind => RosterKind.Person;
}

/// <summary>What a person is at their school.</summary>
public sealed record RoleRow(SchoolId School, string SourcedId, PersonId Person, SchoolRole Role) : RosterRow(School, SourcedId)
{
    public override RosterKind Kind => RosterKind.Role;
}

/// <summary>A person's place in a class.</summary>
public sealed record EnrollmentRow(ClassId Class, string SourcedId, PersonId Person, SchoolRole Role) : RosterRow(Class.School, SourcedId)
{
    public override RosterKind Kind => RosterKind.Enrollment;
}
