using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>Hashes of contents, to tell whether a row changes anything. Never stored: 64 bits, and free to change.</summary>
internal static class Fingerprint
{
    public static ulong Of(RosterRow row) => row switch
    {
        SchoolRow school => OfSchool(school.Name, school.Parent),
        CatalogRow entry => OfCatalog(entry.Title, entry.Type, entry.Parent, entry.StartsOn, entry.EndsOn, entry.Subject),
        ClassRow entry => OfClass(entry.Title, entry.Subject, entry.Course),
        PersonRow person => OfPerson(person.GivenName, person.FamilyName, person.Email, person.Enabled),
        RoleRow role => OfRole(role.Person.ToString(), role.Role),
        EnrollmentRow enrollment => OfEnrollment(enrollment.Class.Local, enrollment.Person.ToString(), enrollment.Role),
        _ => throw new ArgumentException($"{row.GetType().Name} has no fingerprint.", nameof(row)),
    };

    public static ulong OfSchool(string name, string? parent) => Hash(name, parent);

    public static ulong OfCatalog(string title, string? type, string? parent, DateOnly? startsOn, DateOnly? endsOn, string? subject) =>
        Hash(title, type, parent, startsOn?.ToString("O", CultureInfo.InvariantCulture), endsOn?.ToString("O", CultureInfo.InvariantCulture), subject);

    public static ulong OfClass(string title, string? subject, string? course) => Hash(title, subject, course);

    public static ulong OfPerson(string givenName, string familyName, string? email, bool enabled) => Hash(givenName, familyName, email, enabled ? "" : null);

    public static ulong OfRole(string person, SchoolRole role) => Hash(person, Word(role));

    public static ulong OfEnrollment(string classLocal, string person, SchoolRole role) => Hash(classLocal, person, Word(role));

    private static string Word(SchoolRole role) => role switch { SchoolRole.Student => "student", SchoolRole.Teacher => "teacher", _ => "office" };

    private static ulong Hash(params ReadOnlySpan<string?> fields)
    {
        var hash = new XxHash3();
        foreach (var field in fields)
        {
            // The length keeps fields apart, and null from empty: no two different rows are the same bytes.
            var length = field?.Length ?? -1;
            hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            hash.Append(MemoryMarshal.AsBytes(field.AsSpan()));
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
