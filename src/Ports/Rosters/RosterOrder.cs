using Classroom.Contracts.Rosters;

namespace Classroom.Ports.Rosters;

/// <summary>The one order of people, the same everywhere: family name, given name, id; by characters, not by any language's rules.</summary>
public static class RosterOrder
{
    /// <summary>Of enrollments in a class.</summary>
    public static readonly IComparer<Enrollment> Enrollments = Comparer<Enrollment>.Create((a, b) =>
        Compare((a.FamilyName, a.GivenName, a.Person.ToString()), (b.FamilyName, b.GivenName, b.Person.ToString())));

    /// <summary>Of people of a school.</summary>
    public static readonly IComparer<SchoolPerson> People = Comparer<SchoolPerson>.Create((a, b) =>
        Compare((a.FamilyName, a.GivenName, a.Id.ToString()), (b.FamilyName, b.GivenName, b.Id.ToString())));

    private static int Compare((string Family, string Given, string Id) a, (string Family, string Given, string Id) b) =>
        string.CompareOrdinal(a.Family, b.Family) is not 0 and var byFamily ? byFamily
        : string.CompareOrdinal(a.Given, b.Given) is not 0 and var byGiven ? byGiven
        : string.CompareOrdinal(a.Id, b.Id);
}
