namespace Classroom.Architecture.Tests;

/// <summary>The table of what must not be written, and its reader. Words are cut in two where they would find themselves.</summary>
public sealed class TextTests
{
    private const string AllCSharp = @"^(src|tests)/.*\.cs$";
    private const string TestCSharp = @"^tests/.*\.cs$";
    private const string GrainCSharp = @"^src/Grains/.*\.cs$";
    private const string Everything = @"^(?!.*package-lock\.json$)";

    private static readonly TextRule[] Rules =
    [
        new("Nothing is left to do", @"^(src|tests|scripts|\.ci)/|\.sh$", "TO" + "DO|FIX" + @"ME|\bHA" + "CK|NotImplemented" + "Exception", Prose: true,
            ("src/Domain/A.cs", "// TO" + "DO: the rest")),
        new("Tests wait for conditions, not for time; benchmarks may sample", @"^tests/(?!Benchmarks/).*\.cs$", @"Thread\.Sleep|Task\.Delay\(\s*(\d|TimeSpan\.)", Prose: false,
            ("tests/Domain.Tests/A.cs", "await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);")),
        new("A test is not switched off in the source; it skips itself and names what is missing", TestCSharp, @"\(\s*Skip\s*=|,\s*Skip\s*=", Prose: false,
            ("tests/Domain.Tests/A.cs", "[Fact(Skip = \"flaky\")]")),
        new("Domain is pure: no tasks, clocks, files, chance, logging or frameworks", @"^src/Domain/.*\.cs$",
            @"\b(Task|ValueTask|TimeProvider|Stopwatch|ILogger\w*|FileStream|HttpClient|IServiceCollection|Orleans)\b|\bRandom\.|\bThread\.(Sleep|Yield|Current)|NewGuid|Microsoft\.Extensions|Microsoft\.AspNetCore|\bSystem\.(IO|Net)\b", Prose: false,
            ("src/Domain/A.cs", "using Orleans;")),
        new("Contracts and Ports know Orleans only by its serialization attributes", @"^src/(Contracts|Ports)/.*\.cs$",
            @"\bI?Grain(Factory|Observer|WithStringKey)?\b|IClusterClient|ILogger|Microsoft\.(Extensions|AspNetCore)", Prose: false,
            ("src/Contracts/A.cs", "public interface ILessonGrain : IGrainWithStringKey;")),
        new("Only the gateway's composition knows its storage", @"^src/Gateway/(?!Hosting/).*\.cs$", @"\bClassroom\.Storage\b", Prose: false,
            ("src/Gateway/Lessons/A.cs", "using Classroom.Storage.Sqlite;")),
        new("Only the doors decide for whom a school exists, so that nobody forgets the other half", @"^src/Gateway/(?!(Access/(Caller|SchoolDoor|ClassDoor)|Lessons/LessonDoor)\.cs$).*\.cs$", @"\bMay(Read|Manage)School\b", Prose: false,
            ("src/Gateway/Office/A.cs", "if (!caller.MayManageSchool(school))")),
        new("Only the filter before their endpoints takes tries of strangers, and counts what came of them", @"^src/Gateway/Identity/(?!Limits/).*\.cs$", @"\blimits\.Take\(|\bmetrics\.SignIn\(", Prose: false,
            ("src/Gateway/Identity/Endpoints/A.cs", "if (limits.Take(context.Connection.RemoteIpAddress) is { } wait)")),
        new("Grain code stays on its scheduler; what is shared by a silo has its own", @"^src/Grains/(?!(Lessons/LogWriter|Lessons/LessonSweeper|Rosters/SchoolReads)\.cs$).*\.cs$", @"ConfigureAwait\(|Task\.Run\(|\.Wait\(\)|GetAwaiter\(\)\.GetResult|async void|\block\s*\(", Prose: false,
            ("src/Grains/A.cs", "await log.AppendAsync().ConfigureAwait(false);")),
        new("A grain never awaits a hub", GrainCSharp, @"\bSignalR\b|\bIHubContext\b", Prose: false,
            ("src/Grains/A.cs", "using Microsoft.AspNetCore.SignalR;")),
        new("No code hides in regions or from its callers", AllCSharp, @"#region|async void|\bdynamic\s+\w", Prose: false,
            ("src/Gateway/A.cs", "private async void Send() { }")),
        new("Nobody blocks on a task, but a thread of storage's own, and what Data Protection and a stopping host call, which know no tasks", @"^src/(?!Storage/|Gateway/(Identity/KeyStoreXmlRepository|Hosting/Drain)\.cs$).*\.cs$", @"GetAwaiter\(\)\s*\.GetResult\(\)", Prose: false,
            ("src/Gateway/A.cs", "client.SendAsync().GetAwaiter().GetResult();")),
        new("No file depends on one machine", Everything, @"(?<![\w.~$}/])/(home|work|root|Users|tmp|mnt)/\w", Prose: true,
            ("docs/a.md", "See /ho" + "me/ada/notes.")),
        new("No file names a private host", Everything, @"https?://(10\.\d|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|[\w.-]+\.(internal|intranet|corp|lan|local)\b)", Prose: true,
            ("docs/a.md", "Open http://build.example.inter" + "nal/")),
        new("No file chooses a package registry", Everything, @"(?i)https?://[^\s""'<>)]*(\bregistry\b|/v3/index\.json|artifactory|/nexus/)|^\s*registry\s*=", Prose: true,
            ("src/Web/.npmrc", "regis" + "try=https://npm.example.org/")),
        new("A lock file names only the public registry", @"package-lock\.json$", @"""resolved"":\s*""(?!https://regis" + @"try\.npmjs\.org/|file:|\.)", Prose: true,
            ("src/Web/package-lock.json", "\"resolved\": \"https://mirror.example.org/preact.tgz\",")),
    ];

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Names))]
    public void No_file_breaks_the_rule(string name) => Assert.Empty(Repository.Files.SelectMany(Rule(name).Find));

    [Theory, MemberData(nameof(Names))]
    public void A_planted_violation_is_found(string name)
    {
        var rule = Rule(name);
        Assert.NotEmpty(rule.Find(new(rule.Planted.Path, rule.Planted.Text)));
    }

    private static TextRule Rule(string name) => Rules.Single(rule => rule.Name == name);
}
