using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Classroom.Ports.Substitutes;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.InMemory.Substitutes;
using Classroom.Storage.Sqlite.Identity;
using Classroom.Storage.Sqlite.Substitutes;
using Classroom.Storage.Tests.Identity;

namespace Classroom.Storage.Tests.Substitutes;

/// <summary>What <see cref="ISubstituteStore"/> promises, run against every implementation.</summary>
public abstract class SubstituteStoreSpec
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SchoolId School = SchoolId.Parse("demo");
    private static readonly AccountId Office = AccountId.Parse("demo~office");

    private protected abstract ISubstituteStore Store { get; }

    private protected abstract IAuditTrail Trail { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_read_as_they_were_kept_to_the_millisecond_by_start_each_school_its_own()
    {
        var late = One("late", from: 2, to: 3);
        var early = One("early", from: -1, to: 1) with { From = Now.AddHours(-1).AddTicks(12_345), Reason = "Grippe – « forte »" };
        await AddAsync(late, early, One("elsewhere", -1, 1, "other~3b"));

        Assert.Equal([early with { From = Now.AddHours(-1).AddMilliseconds(1) }, late], await Store.ReadAsync(School, Now, Stop));
        Assert.Equal(["late"], (await Store.ReadAsync(School, Now.AddHours(1), Stop)).Select(one => one.Id.ToString())); // The other ends at that very instant.
    }

    [Fact]
    public async Task The_same_again_is_the_one_that_is_there()
    {
        await AddAsync(One("a", 0, 1));

        Assert.Equal(One("a", 0, 1), await Store.AddAsync(One("b", 0, 1) with { Reason = "again" }, Office, Now, Stop));
        Assert.Single(await Store.ReadAsync(School, Now, Stop));
        Assert.Single(await Trail.ReadAsync(School, 0, 10, Stop));
    }

    [Fact]
    public async Task At_the_bound_there_is_room_again_once_one_has_ended()
    {
        for (var n = 0; n < ISubstituteStore.OpenMax; n++)
        {
            await AddAsync(One($"s{n}", 0, n == 0 ? 1 : 9) with { Teacher = PersonId.Parse($"t{n}") });
        }

        Assert.Null(await Store.AddAsync(One("more", 0, 9), Office, Now, Stop));
        Assert.NotNull(await Store.AddAsync(One("elsewhere", 0, 9, "other~3b"), Office, Now, Stop));
        Assert.NotNull(await Store.AddAsync(One("more", 0, 9), Office, Now.AddHours(1), Stop));
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_or_ends_now_or_stays_as_it_ended()
    {
        await AddAsync(One("coming", 1, 2), One("running", -1, 2), One("ended", -3, -2));

        Assert.True(await Store.RemoveAsync(School, SubstituteId.Parse("coming"), Office, Now, Stop));
        Assert.True(await Store.RemoveAsync(School, SubstituteId.Parse("running"), Office, Now, Stop));
        Assert.True(await Store.RemoveAsync(School, SubstituteId.Parse("running"), Office, Now, Stop)); // Twice is once.
        Assert.True(await Store.RemoveAsync(School, SubstituteId.Parse("ended"), Office, Now, Stop));
        Assert.False(await Store.RemoveAsync(School, SubstituteId.Parse("coming"), Office, Now, Stop));
        Assert.False(await Store.RemoveAsync(SchoolId.Parse("other"), SubstituteId.Parse("running"), Office, Now, Stop));

        Assert.Equal([One("ended", -3, -2), One("running", -1, 0)], await Store.ReadAsync(School, Now.AddDays(-1), Stop));
        Assert.Equal(
            [.. Enumerable.Repeat((AuditAction.SubstituteAdded, Office), 3), .. Enumerable.Repeat((AuditAction.SubstituteRemoved, Office), 2)],
            (await Trail.ReadAsync(School, 0, 10, Stop)).Select(entry => (entry.Action, entry.Actor!.Value)));
        Assert.Equal("demo~3b/ada/2026-09-01T09:00:00Z/2026-09-01T10:00:00Z", (await Trail.ReadAsync(School, 0, 10, Stop))[0].Subject);
    }

    [Fact]
    public async Task What_ended_a_month_ago_is_dropped_by_the_next()
    {
        await AddAsync(One("old", -3, -2));

        await Store.AddAsync(One("new", 24 * 40, 24 * 41), Office, Now.AddHours(-2) + ISubstituteStore.EndedKept, Stop);

        Assert.Equal(["new"], (await Store.ReadAsync(School, Now.AddDays(-9), Stop)).Select(one => one.Id.ToString()));
    }

    private async Task AddAsync(params Substitution[] substitutions)
    {
        foreach (var one in substitutions)
        {
            Assert.NotNull(await Store.AddAsync(one, Office, Now, Stop));
        }
    }

    private static Substitution One(string id, int from, int to, string @class = "demo~3b") =>
        new(SubstituteId.Parse(id), ClassId.Parse(@class), PersonId.Parse("ada"), Now.AddHours(from), Now.AddHours(to), null);
}

public sealed class InMemorySubstituteStoreTests : SubstituteStoreSpec
{
    private readonly InMemoryAuditTrail _trail = new();

    public InMemorySubstituteStoreTests() => Store = new InMemorySubstituteStore(_trail);

    private protected override ISubstituteStore Store { get; }

    private protected override IAuditTrail Trail => _trail;
}

public sealed class SqliteSubstituteStoreTests : SubstituteStoreSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override ISubstituteStore Store => new SqliteSubstituteStore(_file.Database);

    private protected override IAuditTrail Trail => new SqliteAuditTrail(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
