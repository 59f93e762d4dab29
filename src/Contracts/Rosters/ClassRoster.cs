using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Rosters;

/// <summary>One class and who belongs to it, as of one roster version.</summary>
/// <param name="Class">Which class.</param>
/// <param name="Title">Its name, as people say it: <c>3e B</c>.</param>
/// <param name="Subject">What is taught, if the roster says so.</param>
/// <param name="Enrollments">Active enrollments, and teachers who stand in now, ordered by family name, then given name, then id.</param>
/// <param name="Version">Roster version of the school when this was read; grows with every import or edit.</param>
[GenerateSerializer, Immutable, Alias("ClassRoster")]
public sealed record ClassRoster(ClassId Class, string Title, string? Subject, ImmutableArray<Enrollment> Enrollments, long Version);

/// <summary>One person in one class.</summary>
/// <param name="Person">Who.</param>
/// <param name="Role">As what: teacher or student.</param>
/// <param name="GivenName">Given name, for display.</param>
/// <param name="FamilyName">Family name, for display and order.</param>
/// <param name="Until">For a teacher who stands in: when that ends; absent for those of the roster.</param>
[GenerateSerializer, Immutable, Alias("Enrollment")]
public sealed record Enrollment(PersonId Person, SchoolRole Role, string GivenName, string FamilyName, DateTimeOffset? Until = null);
