using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Classroom.OneRoster.Demo;

/// <summary>Makes the archive of invented schools: the same bytes for the same parameters, on the same build.</summary>
/// <remarks>By default one French <i>collège</i>: 24 classes, 50 teachers, 720 students, one office, and a week of lessons.</remarks>
internal sealed class DemoRoster
{
    /// <summary>SourcedId of the first school: pin its id by it.</summary>
    public const string FirstOrg = "org-001";

    private static readonly string[] Subjects = ["Français", "Mathématiques", "Histoire-Géographie", "Anglais", "SVT", "Physique-Chimie", "EPS", "Arts plastiques"];
    private static readonly string[] Levels = ["6e", "5e", "4e", "3e"];
    private static readonly TimeOnly[] Starts = [new(8, 30), new(9, 30), new(10, 45), new(13, 30), new(14, 30)];

    /// <summary>Chooses every name.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The Monday on which the lessons begin.</summary>
    public DateOnly WeekStart { get; init; } = new(2026, 11, 23);

    /// <summary>Offset from UTC of the times at which lessons start.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many schools.</summary>
    public int Schools { get; init; } = 1;

    /// <summary>Classes of each school.</summary>
    public int Classes { get; init; } = 24;

    /// <summary>Teachers of each school.</summary>
    public int Teachers { get; init; } = 50;

    /// <summary>Students of each school.</summary>
    public int Students { get; init; } = 720;

    /// <summary>Whether lessons are planned: 25 a class, less those before <see cref="PlansFrom"/>.</summary>
    public bool PlansLessons { get; init; } = true;

    /// <summary>Lessons that would start before this are left out: a school that is new has no past. Default: none is.</summary>
    public DateTimeOffset PlansFrom { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Writes the archive.</summary>
    public void Write(Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Write(zip, "manifest", ["propertyName", "value"], Manifest());
        Write(zip, "orgs", [.. Head, "name", "type", "identifier", "parentSourcedId"], Orgs());
        Write(zip, "academicSessions", [.. Head, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"], Sessions());
        Write(zip, "courses", [.. Head, "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"], Courses());
        Write(
            zip, "classes",
            [.. Head, "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods"],
            EverySchool(ClassesOf));
        Write(
            zip, "users",
            [
                .. Head, "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone",
                "agentSourcedIds", "grades", "password", "userMasterIdentifier", "resourceSourcedIds", "preferredGivenName", "preferredMiddleName",
                "preferredFamilyName", "primaryOrgSourcedId", "pronouns",
            ],
            Users());
        Write(zip, "roles", [.. Head, "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"], EverySchool(RolesOf));
        Write(zip, "enrollments", [.. Head, "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"], EverySchool(EnrollmentsOf));
        if (PlansLessons)
        {
            Write(zip, "classroom_lessons", ["sourcedId", "classSourcedId", "schoolSourcedId", "title", "startsAt", "endsAt"], EverySchool(LessonsOf));
        }
    }

    private static string[] Head => ["sourcedId", "status", "dateLastModified"];

    private static string Org(int school) => string.Create(CultureInfo.InvariantCulture, $"org-{school:000}");

    private static string Class(int school, int index) => string.Create(CultureInfo.InvariantCulture, $"c-{school:000}-{index:00}");

    private static string Teacher(int school, int index) => string.Create(CultureInfo.InvariantCulture, $"t-{school:000}-{index:00}");

    private static string Student(int school, int index) => string.Create(CultureInfo.InvariantCulture, $"s-{school:000}-{index:000}");

    private static string Office(int school) => string.Create(CultureInfo.InvariantCulture, $"o-{school:000}");

    private static string Title(int index) => $"{Levels[index * Levels.Length / 24 % Levels.Length]} {(char)('A' + (index % 6))}";

    private static IEnumerable<string?[]> Manifest() =>
    [
        ["manifest.version", "1.0"], ["oneroster.version", "1.2"],
        .. from file in (string[])["orgs", "academicSessions", "courses", "classes", "users", "roles", "enrollments"] select (string?[])["file." + file, "bulk"],
        .. from file in (string[])["demographics", "categories", "lineItems", "results", "resources", "classResources", "courseResources"]
           select (string?[])["file." + file, "absent"],
        ["source.systemName", "Classroom demo"],
    ];

    private IEnumerable<string?[]> Orgs() =>
    [
        ["org-academie", null, null, "Académie de démonstration", "district", null, null],
        .. from school in Enumerable.Range(1, Schools)
           select (string?[])[Org(school), null, null, school == 1 ? "Collège Victor-Hugo" : $"Collège de démonstration {school}", "school", $"{7_500_000 + school}A", "org-academie"],
    ];

    private IEnumerable<string?[]> Sessions() =>
        [["annee", null, null, "Année scolaire", "schoolYear", Day(WeekStart.AddDays(-90)), Day(WeekStart.AddDays(220)), null, $"{WeekStart.AddDays(220).Year}"]];

    private static IEnumerable<string?[]> Courses() =>
        from level in Levels
        select (string?[])[$"course-{level}", null, null, "annee", $"Tronc commun de {level}", level, null, "org-academie", null, null];

    private IEnumerable<string?[]> ClassesOf(int school) =>
        from index in Enumerable.Range(0, Classes)
        let title = Title(index)
        select (string?[])[Class(school, index), null, null, title, null, $"course-{title[..2]}", title, "homeroom", null, Org(school), "annee", null, null, null];

    private IEnumerable<string?[]> Users()
    {
        var names = new DemoNames(Seed);
        foreach (var school in Enumerable.Range(1, Schools))
        {
            yield return User(Office(school), names.Next(), $"secretariat@college-{school:000}.example", school);
            foreach (var index in Enumerable.Range(0, Teachers))
            {
                yield return User(Teacher(school, index), names.Next(), $"enseignant{index:00}@college-{school:000}.example", school);
            }

            var name = names.Next();
            foreach (var index in Enumerable.Range(0, Students))
            {
                // The second and third student have one name, and sit in one class and in two: homonyms happen.
                name = index is 2 || index == Students / Classes ? name : names.Next();
                yield return User(Student(school, index), name, null, school);
            }
        }
    }

    private static string?[] User(string sourcedId, (string Given, string Family) name, string? email, int school) =>
    [
        sourcedId, null, null, "true", sourcedId, null, name.Given, name.Family, null, null, email, null, null,
        null, null, null, null, null, null, null, null, Org(school), null,
    ];

    private IEnumerable<string?[]> RolesOf(int school) =>
    [
        Role(Office(school), "siteAdministrator", school),
        .. from index in Enumerable.Range(0, Teachers) select Role(Teacher(school, index), "teacher", school),
        .. from index in Enumerable.Range(0, Students) select Role(Student(school, index), "student", school),
    ];

    private static string?[] Role(string user, string role, int school) => [$"r-{user}", null, null, user, "primary", role, null, null, Org(school), null];

    private IEnumerable<string?[]> EnrollmentsOf(int school) =>
    [
        .. from index in Enumerable.Range(0, Math.Max(Classes, Teachers)) // One class a teacher: nobody has to be in two lessons at once.
           select Enrollment(school, index % Classes, Teacher(school, index % Teachers), "teacher"),
        .. from student in Enumerable.Range(0, Students)
           select Enrollment(school, student * Classes / Students, Student(school, student), "student"),
        Enrollment(school, Math.Min(1, Classes - 1), Student(school, 0), "student", "second"), // One student follows two classes.
    ];

    private static string?[] Enrollment(int school, int index, string user, string role, string? suffix = null) =>
        [$"e-{Class(school, index)}-{user}{suffix}", null, null, Class(school, index), Org(school), user, role, role == "teacher" ? "true" : null, null, null];

    private IEnumerable<string?[]> LessonsOf(int school) =>
        from index in Enumerable.Range(0, Classes)
        from day in Enumerable.Range(0, 5)
        from slot in Enumerable.Range(0, Starts.Length)
        let start = new DateTimeOffset(WeekStart.AddDays(day), Starts[slot], UtcOffset)
        where start >= PlansFrom
        select (string?[])
        [
            $"l-{Class(school, index)}-{Day(WeekStart.AddDays(day))}-{slot}", Class(school, index), Org(school),
            Subjects[(index + (day * Starts.Length) + slot) % Subjects.Length], Instant(start), Instant(start.AddMinutes(55)),
        ];

    private IEnumerable<string?[]> EverySchool(Func<int, IEnumerable<string?[]>> rows) => Enumerable.Range(1, Schools).SelectMany(rows);

    private void Write(ZipArchive zip, string name, string[] header, IEnumerable<string?[]> rows)
    {
        var entry = zip.CreateEntry(name + ".csv", CompressionLevel.Optimal);
        entry.LastWriteTime = new(WeekStart, TimeOnly.MinValue, TimeSpan.Zero);
        using var stream = entry.Open();
        using var csv = CsvWriter.Create(stream);
        csv.WriteRecord(header);
        foreach (var row in rows)
        {
            csv.WriteRecord(row!);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
