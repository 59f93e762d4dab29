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
}
