using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Rosters;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.OneRoster.Demo;
using Classroom.Ports.Rosters;

namespace Classroom.SingleNode.Demo;

/// <summary>Makes the demo school by the same ways as any other: an archive, an import, invitations and codes.</summary>
internal sealed class DemoSchool(
    RosterImports imports, IRosterReader roster, Invitations invitations, CodeIssuing codes, IGrainFactory grains, TimeProvider time)
{
    private const string LessonTitle = "Cours de démonstration";
    private const int StudentsShown = 2;
    private const int PageMax = 500;
    private static readonly TimeSpan LessonLength = TimeSpan.FromHours(2);

    private static readonly SchoolId Id = SchoolId.Parse("demo");

    /// <summary>Imports it and makes four sign-ins. Doing it again changes nothing but the secrets.</summary>
    /// <exception cref="InvalidOperationException">The archive was refused: a bug in this build.</exception>
    public async Task<DemoSignIns> MakeAsync(CancellationToken cancellationToken)
    {
        await ImportAsync(cancellationToken);
        var summary = (await roster.ReadClassesAsync(Id, after: null, countMax: 1, cancellationToken))[0];
        var @class = (await roster.ReadClassAsync(summary.Class, cancellationToken))!;
        await PlanAsync(@class);
        var teacher = @class.Enrollments.First(enrollment => enrollment.Role == SchoolRole.Teacher).Person;
        return new(
            Id,
            @class.Title,
            LessonTitle,
            await StaffAsync(await OfficeAsync(cancellationToken), cancellationToken),
            await StaffAsync((await roster.ReadPersonAsync(PersonKey.Of(Id, teacher), cancellationToken))!, cancellationToken),
            await StudentsAsync(@class, cancellationToken));
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        using var archive = new MemoryStream();
        var now = time.GetLocalNow();
        new DemoRoster { WeekStart = WeekOf(DateOnly.FromDateTime(now.Date)), UtcOffset = now.Offset, PlansFrom = Start() + LessonLength }.Write(archive);
        archive.Position = 0;
        var scope = RosterScope.Node(new Dictionary<string, SchoolId> { [DemoRoster.FirstOrg] = Id });
        var report = await imports.ImportAsync(archive, scope, actor: null, progress: null, cancellationToken);
        if (report.Outcome == RosterOutcome.Refused)
        {
            throw new InvalidOperationException($"The demo school was refused: {report.Faults[0]}.");
        }
    }

    /// <summary>A lesson to start at once, whatever the day and hour.</summary>
    private async Task PlanAsync(ClassRoster @class)
    {
        var start = Start();
        await grains.GetGrain<IClassGrain>(@class.Class.ToString()).Plan(new(LessonId.Of(Id, "now"), LessonTitle, start, start + LessonLength));
    }

    /// <summary>The last full five minutes. Other lessons come after it: nothing stands beside it, and nothing seems to have been missed.</summary>
    private DateTimeOffset Start()
    {
        var now = time.GetUtcNow();
        return new(now.Year, now.Month, now.Day, now.Hour, now.Minute - (now.Minute % 5), 0, TimeSpan.Zero);
    }

    /// <summary>The Monday before; on a weekend, the next one.</summary>
    private static DateOnly WeekOf(DateOnly today) => today.DayOfWeek switch
    {
        DayOfWeek.Saturday => today.AddDays(2),
        DayOfWeek.Sunday => today.AddDays(1),
        var day => today.AddDays(DayOfWeek.Monday - day),
    };

    private async Task<SchoolPerson> OfficeAsync(CancellationToken cancellationToken)
    {
        for (PersonId? after = null; ;)
        {
            var page = await roster.ReadPeopleAsync(Id, after, PageMax, cancellationToken);
            if (page.FirstOrDefault(one => one.Roles.Contains(SchoolRole.Office)) is { } found)
            {
                return found;
            }

            after = page[^1].Id; // Throws at the end: the archive of the demo has an office.
        }
    }

    private async Task<DemoSignIn> StaffAsync(SchoolPerson person, CancellationToken cancellationToken)
    {
        var (invitation, problem) = await invitations.IssueAsync(Id, person, wanted: null, actor: null, cancellationToken);
        var password = OpaqueId.New();
        if (invitation is null || (await invitations.AcceptAsync(invitation.Token, password, cancellationToken)).Accepted is not { } accepted)
        {
            throw new InvalidOperationException($"The demo's {person.Id} was refused: {problem}.");
        }

        return new(person.FullName(), accepted.Login, password);
    }

    private async Task<ImmutableArray<DemoSignIn>> StudentsAsync(ClassRoster @class, CancellationToken cancellationToken)
    {
        var students = @class.Enrollments
            .Where(enrollment => enrollment.Role == SchoolRole.Student)
            .Take(StudentsShown)
            .Select(enrollment => (enrollment.Person, enrollment.GivenName, enrollment.FamilyName))
            .ToArray();
        var issued = await codes.IssueAsync(Id, students, actor: null, cancellationToken);
        return [.. issued.Select(code => new DemoSignIn($"{code.GivenName} {code.FamilyName}", Id.ToString(), code.Code))];
    }
}

/// <summary>Who can sign in to the demo school.</summary>
internal sealed record DemoSignIns(SchoolId School, string ClassTitle, string LessonTitle, DemoSignIn Office, DemoSignIn Teacher, ImmutableArray<DemoSignIn> Students);

/// <summary>One sign-in. Its secret is not in its text form, so that no log can hold it.</summary>
internal sealed record DemoSignIn(string Name, string Login, string Secret)
{
    public override string ToString() => Name;
}
