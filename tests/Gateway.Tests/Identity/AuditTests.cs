using System.Net.Http.Json;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Audit;
using Classroom.Ports.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>How an audit trail is read: page by page, selected, with names.</summary>
public sealed class AuditTests
{
    private static readonly DateTimeOffset Eight = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_of_the_office_stand_in_the_trail_of_its_school_page_by_page()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        await office.PostAsJsonAsync("/api/v1/schools/demo/people/teacher/invitation", new { }, Stop);
        await office.PostAsync("/api/v1/schools/demo/classes/maths/codes", null, Stop);

        var entries = new List<string>();
        for (string? after = "0"; after is not null;)
        {
            var page = await IdentityHost.JsonOf(await office.GetAsync($"/api/v1/schools/demo/audit?after={after}&count=2", Stop));
            entries.AddRange(page["items"]!.AsArray().Select(entry => $"{entry!["actor"]} {entry["action"]} {entry["subject"]}"));
            after = (string?)page["next"];
        }

        Assert.Equal(
            [
                " invitationIssued demo~office", "demo~office invitationAccepted demo~office", "demo~office invitationIssued demo~teacher",
                "demo~office codeIssued demo~student", "demo~office codeIssued demo~student2",
            ], entries);
    }

    [Fact]
    public async Task An_entry_names_who_did_what_to_whom_as_the_roster_has_it_now()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        await office.PostAsync("/api/v1/schools/demo/people/student/code", null, Stop);
        var trail = host.Services.GetRequiredService<IAuditTrail>();
        await trail.AppendAsync(new(Eight, AccountId.Parse("demo~office"), TestRoster.School, AuditAction.SubstituteAdded, "demo~maths/teacher/2026-09-07T06:00:00Z/2026-09-12T18:00:00Z"), Stop);
        await trail.AppendAsync(new(Eight, AccountId.Parse("root"), TestRoster.School, AuditAction.RosterImported, "7"), Stop);
        await trail.AppendAsync(new(Eight, AccountId.Parse("demo~gone"), TestRoster.School, AuditAction.RegisterCorrected, "demo~nosuch/gone"), Stop);

        var entries = await ReadAsync(office, "order=newest&count=4");

        Assert.Equal(
            [
                "demo~gone () registerCorrected () ()", "root () rosterImported () ()",
                "demo~office (Olga Martin) substituteAdded (Ada Martin) (3e B) from 2026-09-07T06:00:00.000Z to 2026-09-12T18:00:00.000Z", "demo~office (Olga Martin) codeIssued (Élise Martin) ()",
            ], entries);
    }

    [Fact]
    public async Task Names_of_administrators_are_for_administrators()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        using var root = await host.AdministratorAsync("root@example.org");
        await root.PostAsync("/api/v1/schools/demo/people/student/code", null, Stop);

        Assert.Contains("() codeIssued (Élise Martin)", Assert.Single(await ReadAsync(office, "action=codeIssued")), StringComparison.Ordinal);
        Assert.Contains("(root@example.org) codeIssued (Élise Martin)", Assert.Single(await ReadAsync(root, "action=codeIssued")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_are_selected_by_kind_and_time()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        for (var hour = 0; hour < 3; hour++)
        {
            await office.PostAsync("/api/v1/schools/demo/people/student/code", null, Stop);
            host.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, (await ReadAsync(office, "action=codeIssued")).Count);
        Assert.Single(await ReadAsync(office, "action=codeIssued&from=2026-09-01T09:00:00Z&to=2026-09-01T10:00:00Z"));
        Assert.Empty(await ReadAsync(office, "action=settingsChanged"));
    }

    [Theory]
    [InlineData("order=upwards")]
    [InlineData("action=nosuch")]
    [InlineData("action=99")]
    [InlineData("from=yesterday")]
    [InlineData("after=x")]
    public async Task What_cannot_be_read_is_malformed(string query)
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");

        Assert.Equal((400, "malformed"), await IdentityHost.ProblemOf(await office.GetAsync($"/api/v1/schools/demo/audit?{query}", Stop)));
    }

    [Theory]
    [InlineData(AuditAction.SubstituteAdded, "demo~3b/ada", "demo~ada", "demo~3b", null)]
    [InlineData(AuditAction.SubstituteRemoved, "demo~3b/ada/soon/later", "demo~ada", "demo~3b", null)]
    [InlineData(AuditAction.RegisterCorrected, "demo~l1/ada", "demo~ada", null, "demo~l1")]
    [InlineData(AuditAction.CodeIssued, "demo~ada", "demo~ada", null, null)]
    [InlineData(AuditAction.SubstituteAdded, "demo~3b", null, null, null)]
    [InlineData(AuditAction.SubstituteAdded, "3b/ada", null, null, null)]
    [InlineData(AuditAction.RosterImported, "12", null, null, null)]
    [InlineData(AuditAction.SettingsChanged, "demo", null, null, null)]
    [InlineData(AuditAction.RegisterCorrected, null, null, null, null)]
    public void A_subject_names_what_it_says(AuditAction action, string? subject, string? person, string? @class, string? lesson)
    {
        var read = AuditSubject.Of(new(1, Eight, null, TestRoster.School, action, subject));

        Assert.Equal((person, @class, lesson), (read.Person?.ToString(), read.Class?.ToString(), read.Lesson?.ToString()));
    }

    private static async Task<List<string>> ReadAsync(HttpClient client, string query) =>
    [
        .. (await IdentityHost.JsonOf(await client.GetAsync($"/api/v1/schools/demo/audit?{query}", Stop)))["items"]!.AsArray()
            .Select(entry => $"{entry!["actor"]} ({entry["actorName"]}) {entry["action"]} ({entry["personName"]}) ({entry["classTitle"]}){(entry["from"] is { } from ? $" from {from} to {entry["to"]}" : "")}"),
    ];
}
