using System.Collections.Immutable;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Identity;

/// <summary>A student's new personal code: the only time it can be read. The earlier one, and the sessions it opened, end.</summary>
/// <param name="Person">Whose.</param>
/// <param name="GivenName">For the slip of paper.</param>
/// <param name="FamilyName">For the slip of paper.</param>
/// <param name="Code">Grouped for reading: <c>7KQ2-M9XD-4HTP</c>.</param>
public sealed record StudentCode(PersonId Person, string GivenName, string FamilyName, string Code)
{
    /// <summary>Says nothing of the code, so that no log can.</summary>
    public override string ToString() => $"{nameof(StudentCode)} of {Person}";
}

/// <summary>That a student has a personal code; never which.</summary>
/// <param name="Person">Whose.</param>
/// <param name="IssuedAt">When it was issued.</param>
public sealed record StudentWithCode(PersonId Person, DateTimeOffset? IssuedAt);

/// <summary>New personal codes of the students of one class, in class order.</summary>
/// <param name="School">The school code that students type too.</param>
/// <param name="Codes">One a student.</param>
public sealed record StudentCodes(SchoolId School, ImmutableArray<StudentCode> Codes);

/// <summary>Body of <c>POST /api/v1/codes/find</c>: asks whose card this is, and starts no session.</summary>
/// <param name="School">School code; case and outer spaces do not matter.</param>
/// <param name="Code">Personal code, as typed.</param>
public sealed record FindCode(string School, string Code)
{
    /// <summary>Says nothing of the code, so that no log can.</summary>
    public override string ToString() => nameof(FindCode);
}

/// <summary>Whose a personal code is.</summary>
/// <param name="DisplayName">The student's name.</param>
/// <param name="SchoolName">Name of their school.</param>
public sealed record CodeFound(string DisplayName, string? SchoolName);
