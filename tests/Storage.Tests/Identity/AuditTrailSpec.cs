using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.Sqlite.Identity;

namespace Classroom.Storage.Tests.Identity;

/// <summary>What every audit trail promises.</summary>
public abstract class AuditTrailSpec
{
    private static readonly SchoolId School = SchoolId.Parse("demo");

    private protected abstract IAuditTrail Trail { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_act_is_read_as_it_was_appended()
    {
        var act = new AuditAct(new(2026, 9, 1, 8, 0, 0, 7, TimeSpan.Zero), AccountId.Parse("demo~ada"), School, AuditAction.RosterImported, "demo");
        await Trail.AppendAsync(act, Stop);
        await Trail.AppendAsync(act with { Actor = null, School = null, Subject = null }, Stop);

        var entry = Assert.Single(await Trail.ReadAsync(School, 0, 10, Stop));
        var node = Assert.Single(await Trail.ReadAsync(null, 0, 10, Stop));

        Assert.Equal(new AuditEntry(entry.Sequence, act.At, act.Actor, School, act.Action, "demo"), entry);
        Assert.Equal(new AuditEntry(node.Sequence, act.At, null, null, act.Action, null), node);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap_and_hold_one_school()
    {
        for (var n = 0; n < 7; n++)
        {
            await Trail.AppendAsync(new(DateTimeOffset.UnixEpoch, null, School, AuditAction.CodeIssued, $"demo~{n}"), Stop);
            await Trail.AppendAsync(new(DateTimeOffset.UnixEpoch, null, SchoolId.Parse("other"), AuditAction.CodeIssued, "other~x"), Stop);
        }

        var subjects = new List<string?>();
        var after = 0L;
        while (await Trail.ReadAsync(School, after, 3, Stop) is { IsEmpty: false } page)
        {
            subjects.AddRange(page.Select(entry => entry.Subject));
            after = page[^1].Sequence;
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"demo~{n}"), subjects);
    }

    [Fact]
    public async Task The_latest_come_first_if_asked_for_so_page_by_page()
    {
        for (var n = 0; n < 5; n++)
        {
            await Trail.AppendAsync(new(DateTimeOffset.UnixEpoch, null, School, AuditAction.CodeIssued, $"demo~{n}"), Stop);
            await Trail.AppendAsync(new(DateTimeOffset.UnixEpoch, null, SchoolId.Parse("other"), AuditAction.CodeIssued, "other~x"), Stop);
        }

        var subjects = new List<string?>();
        long? after = null;
        while (await Trail.ReadAsync(School, new AuditSelection(after, IsNewestFirst: true), 2, Stop) is { IsEmpty: false } page)
        {
            subjects.AddRange(page.Select(entry => entry.Subject));
            after = page[^1].Sequence;
        }

        Assert.Equal(["demo~4", "demo~3", "demo~2", "demo~1", "demo~0"], subjects);
    }

    [Theory]
    [InlineData(null, 0, 9, "0 1 2 3 4 5")]
    [InlineData(AuditAction.CodeIssued, 0, 9, "1 3 5")]
    [InlineData(null, 2, 4, "2 3")]
    [InlineData(AuditAction.CodeIssued, 2, 4, "3")]
    [InlineData(AuditAction.SettingsChanged, 0, 9, "")]
    public async Task Entries_are_selected_by_what_was_done_and_when(AuditAction? action, int from, int to, string expected)
    {
        for (var n = 0; n < 6; n++)
        {
            await Trail.AppendAsync(new(DateTimeOffset.UnixEpoch.AddHours(n), null, School, n % 2 == 0 ? AuditAction.RosterImported : AuditAction.CodeIssued, $"{n}"), Stop);
        }

        var selection = new AuditSelection(null, false, action, DateTimeOffset.UnixEpoch.AddHours(from), DateTimeOffset.UnixEpoch.AddHours(to));
        var oldestFirst = (await Trail.ReadAsync(School, selection, 10, Stop)).Select(entry => entry.Subject);
        var newestFirst = (await Trail.ReadAsync(School, selection with { IsNewestFirst = true }, 10, Stop)).Select(entry => entry.Subject);

        Assert.Equal((expected, expected), (string.Join(' ', oldestFirst), string.Join(' ', newestFirst.Reverse())));
    }
}

public sealed class InMemoryAuditTrailTests : AuditTrailSpec
{
    private protected override IAuditTrail Trail { get; } = new InMemoryAuditTrail();
}

public sealed class SqliteAuditTrailTests : AuditTrailSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override IAuditTrail Trail => new SqliteAuditTrail(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>However long the trail: a page looks at no entry of another school, nor, if a kind or a time is asked for, at those beside it.</summary>
    [Theory]
    [InlineData(false, null, null, null, "SEARCH audit USING INDEX audit_by_school (school=? AND sequence>?)")]
    [InlineData(true, null, null, null, "SEARCH audit USING INDEX audit_by_school (school=? AND sequence<?)")]
    [InlineData(false, AuditAction.CodeIssued, null, null, "SEARCH audit USING COVERING INDEX audit_by_action (school=? AND action=? AND sequence>?)")]
    [InlineData(true, AuditAction.CodeIssued, 2, 4, "SEARCH audit USING COVERING INDEX audit_by_action (school=? AND action=? AND sequence<?)")]
    [InlineData(false, null, 2, null, "SEARCH audit USING COVERING INDEX audit_by_time (school=? AND at>? AND at<?)")]
    [InlineData(true, null, null, 4, "SEARCH audit USING COVERING INDEX audit_by_time (school=? AND at>? AND at<?)")]
    public async Task A_page_is_found_by_an_index(bool isNewestFirst, AuditAction? action, int? from, int? to, string expected)
    {
        var selection = new AuditSelection(null, isNewestFirst, action, from is { } first ? DateTimeOffset.UnixEpoch.AddHours(first) : null, to is { } end ? DateTimeOffset.UnixEpoch.AddHours(end) : null);

        var plan = await _file.Database.ReadAsync(
            session => session.Query($"EXPLAIN QUERY PLAN {AuditRows.Sql(selection)}", row => row.GetString(3), AuditRows.Parameters(SchoolId.Parse("demo"), selection, 10)),
            TestContext.Current.CancellationToken);

        Assert.Contains(expected, plan);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }
}
