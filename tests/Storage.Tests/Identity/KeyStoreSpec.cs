using Classroom.Ports.Identity;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.Sqlite.Identity;

namespace Classroom.Storage.Tests.Identity;

/// <summary>What every key store promises.</summary>
public abstract class KeyStoreSpec
{
    private protected abstract IKeyStore Keys { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_of_many_writers_of_one_name_wins_and_all_are_told_so()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Keys.KeepAsync("code", new("1", $"value {n}"), Stop)));

        Assert.Single(kept.Distinct());
        Assert.Equal([kept[0]], await Keys.ReadAsync("code", Stop));
    }

    [Fact]
    public async Task Keys_are_read_by_kind_in_order_of_creation()
    {
        await Keys.KeepAsync("ring", new("b", "2"), Stop);
        await Keys.KeepAsync("code", new("a", "3"), Stop);
        await Keys.KeepAsync("ring", new("a", "1"), Stop);

        Assert.Equal([new("b", "2"), new("a", "1")], await Keys.ReadAsync("ring", Stop));
        Assert.Empty(await Keys.ReadAsync("none", Stop));
    }
}

public sealed class InMemoryKeyStoreTests : KeyStoreSpec
{
    private protected override IKeyStore Keys { get; } = new InMemoryKeyStore();
}

public sealed class SqliteKeyStoreTests : KeyStoreSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override IKeyStore Keys => new SqliteKeyStore(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
