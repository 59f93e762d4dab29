using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Classroom.Ports.Settings;
using Classroom.Ports.Timetables;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.InMemory.Settings;
using Classroom.Storage.InMemory.Timetables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>A real Kestrel on a free port with identity alone, on stores in memory and a clock that the test moves.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication _app;

    private IdentityHost(WebApplication app, TestRoster roster, CountingHasher hasher, FakeTimeProvider time, GatedAccountStore accounts)
    {
        _app = app;
        (Roster, Hasher, Time, Accounts) = (roster, hasher, time, accounts);
    }

    public TestRoster Roster { get; }

    public CountingHasher Hasher { get; }

    public FakeTimeProvider Time { get; }

    public GatedAccountStore Accounts { get; }

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<IdentityHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(new InMemoryKeyStore(), null, settings);

    /// <summary>Another gateway of the same cluster.</summary>
    public Task<IdentityHost> StartPeerAsync() => StartAsync(Services.GetRequiredService<IKeyStore>(), Accounts, []);

    private static async Task<IdentityHost> StartAsync(IKeyStore keys, GatedAccountStore? shared, (string Key, string Value)[] settings)
    {
        var (roster, hasher, time) = (new TestRoster(), new CountingHasher(), new FakeTimeProvider(new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero)));
        var trail = new InMemoryAuditTrail();
        var accounts = shared ?? new GatedAccountStore(new InMemoryAccountStore(trail), roster);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IRosterReader>(roster);
        builder.Services.AddSingleton<IAccountStore>(accounts);
        builder.Services.AddSingleton<IAuditTrail>(trail);
        builder.Services.AddSingleton<ITimetableStore, InMemoryTimetableStore>();
        builder.Services.AddSingleton<ISchoolSettingsStore>(new InMemorySchoolSettingsStore(trail));
        builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton<IPasswordHasher<Account>>(hasher);
        builder.Services.AddClassroomIdentity();
        var app = builder.Build();
        app.UseProblems();
        app.UseClassroomIdentity();
        app.MapIdentity();
        await app.StartAsync(Stop);
        return new(app, roster, hasher, time, accounts);
    }

    /// <summary>A client with cookies of its own that sends what the web page sends.</summary>
    public HttpClient Browser()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Classroom", "1");
        return client;
    }

    /// <summary>A browser in which somebody of the staff is signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string person, SchoolId? school = null)
    {
        var login = await AccountAsync(person, school ?? TestRoster.School);
        var browser = Browser();
        (await SignInAsync(browser, login, Password, school)).EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>A browser in which the first administrator is signed in.</summary>
    public async Task<HttpClient> AdministratorAsync(string login)
    {
        var browser = Browser();
        var setup = (await Services.GetRequiredService<AdministratorSetup>().PrepareAsync(Stop))!;
        (await browser.PostAsJsonAsync("/api/v1/setup", new { token = setup.Token, login, password = Password }, Stop)).EnsureSuccessStatusCode();
        (await SignInAsync(browser, login, Password)).EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>Gives somebody of the staff an account, past the HTTP interface; answers its login.</summary>
    public async Task<string> AccountAsync(string person, SchoolId school, string password = Password)
    {
        var invitations = Services.GetRequiredService<Invitations>();
        var (invitation, _) = await invitations.IssueAsync(school, Roster.People[PersonKey.Of(school, person)], null, null, Stop);
        await invitations.AcceptAsync(invitation!.Token, password, Stop);
        return invitation.Login;
    }

    /// <summary>Gives a teacher of each of so many schools, made for it, the login ada@example.org and a password of their own.</summary>
    public async Task<IReadOnlyList<SchoolId>> SharedLoginAsync(int schools)
    {
        var shared = Enumerable.Range(0, schools).Select(n => SchoolId.Parse($"a{n}")).ToArray();
        foreach (var school in shared)
        {
            Roster.Schools[school] = new(school, $"School {school}", 1);
            Roster.People[PersonKey.Of(school, "teacher")] = Roster.People[PersonKey.Of(TestRoster.School, "teacher")];
            await AccountAsync("teacher", school, $"the horse of {school}");
        }

        return shared;
    }

    /// <summary>A code for a student, past the HTTP interface.</summary>
    public async Task<string> CodeAsync(string person = "student", SchoolId? school = null) =>
        (await Services.GetRequiredService<CodeIssuing>().IssueAsync(school ?? TestRoster.School, [(PersonId.Parse(person), "", "")], null, Stop))[0].Code;

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string login, string password, SchoolId? school = null, bool bearer = false) =>
        client.PostAsJsonAsync("/api/v1/session", new { type = "password", login, password, school, bearer }, Stop);

    public static Task<HttpResponseMessage> SignInByCodeAsync(HttpClient client, string code, string school = "demo", bool bearer = false) =>
        client.PostAsJsonAsync("/api/v1/session", new { type = "code", school, code, bearer }, Stop);

    /// <summary>Status and code of a problem; fails on an answer that is no ProblemDetails.</summary>
    public static async Task<(int Status, string Code)> ProblemOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var json = JsonNode.Parse(text)!;
        Assert.Equal((int)response.StatusCode, (int)json["status"]!);
        return ((int)response.StatusCode, (string)json["code"]!);
    }

    public static async Task<JsonNode> JsonOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The real hasher, with few iterations, that counts its work.</summary>
internal sealed class CountingHasher : IPasswordHasher<Account>
{
    private readonly PasswordHasher<Account> _hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1 }));
    private int _verified;

    public int Verified => _verified;

    public string HashPassword(Account user, string password) => _hasher.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _verified);
        return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
