using Classroom.Contracts.Rosters;

namespace Classroom.Storage.Rosters;

/// <summary>The one order of enrollments, the same in every store: by characters, not by any language's rules.</summary>
internal static class RosterOrder
{
    public static readonly IComparer<Enrollment> Enrollments = Comparer<Enrollment>.Create((a, b) =>
        string.CompareOrdinal(a.FamilyName, b.FamilyName) is not 0 and var byFamily ? byFamily
        : string.CompareOrdinal(a.GivenName, b.GivenName) is not 0 and var byGiven ? byGiven
        : string.CompareOrdinal(a.Person.ToString(), b.Person.ToString()));
}
