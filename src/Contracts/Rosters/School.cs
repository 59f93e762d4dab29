using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Rosters;

/// <summary>One school.</summary>
/// <param name="Id">Which school; also the code that students type.</param>
/// <param name="Name">Its name.</param>
/// <param name="RosterVersion">Grows with every import or edit; 0 before the first.</param>
[GenerateSerializer, Immutable, Alias("School")]
public sealed record School(SchoolId Id, string Name, long RosterVersion);

/// <summary>One class in a list.</summary>
[GenerateSerializer, Immutable, Alias("ClassSummary")]
public sealed record ClassSummary(ClassId Class, string Title, string? Subject, int Students);

/// <summary>One person of a school.</summary>
/// <param name="Id">Who, within the school.</param>
/// <param name="GivenName">Given name, for display.</param>
/// <param name="FamilyName">Family name, for display and order.</param>
/// <param name="Roles">What they are at the school; at least one.</param>
/// <param name="Email">Where an invitation can go, if the roster says so.</param>
[GenerateSerializer, Immutable, Alias("SchoolPerson")]
public sealed record SchoolPerson(PersonId Id, string GivenName, string FamilyName, ImmutableArray<SchoolRole> Roles, string? Email)
{
    /// <summary>Both names, as one calls them.</summary>
    public string FullName() => $"{GivenName} {FamilyName}".Trim(); // Rosters may leave either empty.
}
