using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Settings;
using Classroom.Ports.Identity;
using Classroom.Ports.Settings;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.InMemory.Settings;
using Classroom.Storage.Sqlite.Identity;
using Classroom.Storage.Sqlite.Settings;
using Classroom.Storage.Tests.Identity;

namespace Classroom.Storage.Tests.Settings;

/// <summary>What <see cref="ISchoolSettingsStore"/> promises, run against every implementation.</summary>
public abstract class SchoolSettingsStoreSpec
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SchoolId School = SchoolId.Parse("demo");
    private static readonly AuditAct Act = new(Now, AccountId.Parse("demo~office"), School, AuditAction.SettingsChanged, "demo");

    private protected abstract ISchoolSettingsStore Store { get; }

    private protected abstract IAuditTrail Trail { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_school_that_decided_nothing_has_the_defaults_in_version_0()
    {
        Assert.Equal(new StoredSettings(new(5, SchoolLanguage.French, null), 0), await Store.ReadAsync(School, Stop));
    }

    [Fact]
    public async Task Settings_are_read_as_they_were_saved_each_school_its_own()
    {
        var settings = new StoredSettings(new(0, SchoolLanguage.English, 37), 1);

        Assert.True(await Store.SaveAsync(School, settings, Act, Stop));

        Assert.Equal(settings, await Store.ReadAsync(School, Stop));
        Assert.Equal(StoredSettings.Undecided, await Store.ReadAsync(SchoolId.Parse("other"), Stop));
        Assert.True(await Store.SaveAsync(School, new(settings.Settings with { ParticipantsMax = null }, 2), Act, Stop));
        Assert.Null((await Store.ReadAsync(School, Stop)).Settings.ParticipantsMax);
    }

    [Fact]
    public async Task Of_changes_that_race_one_wins_and_only_it_stands_in_the_trail()
    {
        var saved = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => Store.SaveAsync(School, new(new(n, SchoolLanguage.French), 1), Act, Stop), Stop)));

        Assert.Single(saved, won => won);
        Assert.Equal(Array.IndexOf(saved, true) + 1, (await Store.ReadAsync(School, Stop)).Settings.LateAfterMinutes);
        Assert.False(await Store.SaveAsync(School, new(SchoolSettings.Default, 3), Act, Stop));
        Assert.False(await Store.SaveAsync(School, new(SchoolSettings.Default, 0), Act, Stop));
        Assert.Equal([(AuditAction.SettingsChanged, "demo")], (await Trail.ReadAsync(School, 0, 10, Stop)).Select(entry => (entry.Action, entry.Subject!)));
    }
}

public sealed class InMemorySchoolSettingsStoreTests : SchoolSettingsStoreSpec
{
    private readonly InMemoryAuditTrail _trail = new();

    public InMemorySchoolSettingsStoreTests() => Store = new InMemorySchoolSettingsStore(_trail);

    private protected override ISchoolSettingsStore Store { get; }

    private protected override IAuditTrail Trail => _trail;
}

public sealed class SqliteSchoolSettingsStoreTests : SchoolSettingsStoreSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override ISchoolSettingsStore Store => new SqliteSchoolSettingsStore(_file.Database);

    private protected override IAuditTrail Trail => new SqliteAuditTrail(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
