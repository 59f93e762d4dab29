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
