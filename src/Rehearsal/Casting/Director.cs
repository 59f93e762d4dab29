using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Classroom.Client;
using Classroom.Client.Devices;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;

namespace Classroom.Rehearsal.Casting;

/// <summary>Finds a class, gives its people new sign-ins, signs them in and plans a lesson: all through the API, as an office would.</summary>
internal sealed class Director(Uri url, RehearsalSettings settings)
{
    private const string Password = "rehearsal-Pa55-words";

    /// <summary>Each so many students, one has two devices; the teacher does too.</summary>
    private const int StudentsPerSecondDevice = 10;

    /// <summary>Uses the link that a node prints at its first start to make an administrator.</summary>
    public static async Task<(string Login, string Password)> SetUpAsync(Uri url, IEnumerable<string> output, CancellationToken cancellationToken)
    {
        const string Mark = "#setup=";
        var line = output.LastOrDefault(line => line.Contains(Mark, StringComparison.Ordinal))
            ?? throw new RehearsalException("The node printed no link for its first administrator.");
        var token = line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim();
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Classroom", "rehearsal");
        using var response = await http.PostAsJsonAsync("/api/v1/setup", new SetUpAdministrator(token, "rehearsal@example.org", Password), ClassroomClient.Json, cancellationToken);
        response.EnsureSuccessStatusCode();
        return ("rehearsal@example.org", Password);
    }

    /// <summary>Signs everybody in.</summary>
    /// <exception cref="RehearsalException">The school has no class that can be played with.</exception>
    public async Task<Cast> CastAsync(string login, string password, CancellationToken cancellationToken)
    {
        using var office = await SignInAsync(login, password, cancellationToken);
        var summary = await FindClassAsync(office, cancellationToken);
        var roster = await GetAsync<ClassRoster>(office, $"/api/v1/classes/{summary.Class}", cancellationToken);
        var teacher = await CastTeacherAsync(office, roster.Enrollments.First(enrollment => enrollment.Role == SchoolRole.Teacher), cancellationToken);
        var codes = await PostAsync<StudentCodes>(office, $"/api/v1/schools/{settings.School}/classes/{summary.Class}/codes", new { }, cancellationToken);
        var students = ImmutableArray.CreateBuilder<CastMember>();
        foreach (var code in codes.Codes.Take(settings.Students))
        {
            students.Add(await CastStudentAsync(codes.School, code, students.Count, cancellationToken));
        }

        var now = TimeProvider.System.GetUtcNow();
        var plan = new LessonToPlan($"Rehearsal {settings.Seed}", now, now.AddSeconds(settings.Seconds).AddHours(1));
        return new Cast(await PostAsync<LessonPlan>(teacher.Devices[0].Client, $"/api/v1/classes/{summary.Class}/lessons", plan, cancellationToken), teacher, students.ToImmutable());
    }

    private async Task<ClassroomClient> SignInAsync(string login, string password, CancellationToken cancellationToken)
    {
        try
        {
            return await ClassroomClient.SignInAsync(url, new PasswordSignIn(login, password), Options("office"), cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new RehearsalException($"Nobody answers at {url}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is JsonException or ClassroomException { Code: null })
        {
            throw new RehearsalException($"What answers at {url} is not Classroom.", exception);
        }
        catch (ClassroomException exception)
        {
            throw new RehearsalException($"Signing in as {login} at {url} was refused: {exception.Message} CLASSROOM_LOGIN and CLASSROOM_PASSWORD are to be those of the school's office or an administrator.", exception);
        }
    }

    public static async Task<T> GetAsync<T>(ClassroomClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.Http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await client.ReadAsync<T>(response, cancellationToken);
    }

    public static async Task<T> PostAsync<T>(ClassroomClient client, string path, object body, CancellationToken cancellationToken)
    {
        using var response = await client.Http.PostAsJsonAsync(path, body, ClassroomClient.Json, cancellationToken);
        return await client.ReadAsync<T>(response, cancellationToken);
    }

    private async Task<ClassSummary> FindClassAsync(ClassroomClient office, CancellationToken cancellationToken)
    {
        var page = await ReadClassesAsync(office, cancellationToken);
        var found = page.Items.Where(summary => summary.Students >= settings.Students).OrderBy(summary => summary.Students).FirstOrDefault();
        return found ?? throw new RehearsalException(
            $"School {settings.School} has no class of {settings.Students} students; its largest has {page.Items.Select(summary => summary.Students).DefaultIfEmpty(0).Max()}.");
    }

    private async Task<Page<ClassSummary>> ReadClassesAsync(ClassroomClient office, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync<Page<ClassSummary>>(office, $"/api/v1/schools/{settings.School}/classes?limit=500", cancellationToken);
        }
        catch (ClassroomException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            throw new RehearsalException($"There is no school '{settings.School}' at {url}, or it is not this login's. Name another with --school.", exception);
        }
    }

    private async Task<CastMember> CastTeacherAsync(ClassroomClient office, Enrollment enrollment, CancellationToken cancellationToken)
    {
        var invitation = await PostAsync<Invitation>(office, $"/api/v1/schools/{settings.School}/people/{enrollment.Person}/invitation", new Invite(), cancellationToken);
        var accepted = await PostAsync<InvitationAccepted>(office, "/api/v1/invitations/accept", new AcceptInvitation(invitation.Token, Password), cancellationToken);
        return await CastAsync("teacher", enrollment.Person, 2, new PasswordSignIn(accepted.Login, Password, accepted.School), cancellationToken);
    }

    private Task<CastMember> CastStudentAsync(SchoolId school, StudentCode code, int index, CancellationToken cancellationToken) =>
        CastAsync($"student{index + 1:00}", code.Person, index % StudentsPerSecondDevice == 0 ? 2 : 1, new CodeSignIn(school.ToString(), code.Code), cancellationToken);

    private async Task<CastMember> CastAsync(string name, PersonId person, int devices, SignIn signIn, CancellationToken cancellationToken)
    {
        var signedIn = ImmutableArray.CreateBuilder<CastDevice>();
        for (var device = 0; device < devices; device++)
        {
            var options = Options($"{name}/{device}");
            signedIn.Add(new CastDevice(options.Device.Device, await ClassroomClient.SignInAsync(url, signIn, options, cancellationToken)));
        }

        return new CastMember(name, ParticipantId.Of(person), signedIn.ToImmutable());
    }

    private ClassroomClientOptions Options(string who) => new()
    {
        Device = new InMemoryDeviceMemory(),
        Seed = string.GetHashCode(who, StringComparison.Ordinal) ^ settings.Seed,
    };
}
