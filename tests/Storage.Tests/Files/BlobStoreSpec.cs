using System.Security.Cryptography;
using Classroom.Contracts.Ids;
using Classroom.Ports.Files;
using Classroom.Storage.Files;
using Classroom.Storage.InMemory.Files;

namespace Classroom.Storage.Tests.Files;

/// <summary>What every blob store does.</summary>
public abstract class BlobStoreSpec
{
    private static readonly SchoolId Hugo = SchoolId.Parse("hugo");
    private static readonly byte[] Page = RandomNumberGenerator.GetBytes(300_000);

    protected abstract IBlobStore Store { get; }

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_put_is_read_back_by_its_hash()
    {
        var stored = await PutAsync(Hugo, Page);

        Assert.Equal(new(Convert.ToHexStringLower(SHA256.HashData(Page)), Page.Length), stored);
        Assert.Equal(Page, await ReadAsync(Hugo, stored.Hash));
    }

    [Fact]
    public async Task Putting_the_same_bytes_again_changes_nothing()
    {
        var first = await PutAsync(Hugo, Page);
        await using var open = await Store.OpenAsync(Hugo, first.Hash, Stop);

        Assert.Equal(first, await PutAsync(Hugo, Page));

        open!.Seek(100_000, SeekOrigin.Begin);
        Assert.Equal(Page[100_000], open.ReadByte());
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        var stored = await PutAsync(Hugo, []);

        Assert.Empty((await ReadAsync(Hugo, stored.Hash))!);
    }

    [Fact]
    public async Task A_file_of_the_largest_length_is_kept_and_of_one_byte_more_is_not()
    {
        var stored = await PutAsync(Hugo, Page, Page.Length);
        var longer = Page.Append((byte)0).ToArray();

        var exception = await Assert.ThrowsAsync<BlobTooLargeException>(() => PutAsync(Hugo, longer, Page.Length));

        Assert.Equal(Page.Length, exception.BytesMax);
        Assert.Equal(Page.Length, stored.Length);
        Assert.Null(await ReadAsync(Hugo, Convert.ToHexStringLower(SHA256.HashData(longer))));
    }

    [Fact]
    public async Task Another_school_does_not_have_it()
    {
        var stored = await PutAsync(Hugo, Page);

        Assert.Null(await ReadAsync(SchoolId.Parse("curie"), stored.Hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..")]
    public async Task What_is_no_hash_names_no_file(string hash) => Assert.Null(await ReadAsync(Hugo, hash));

    [Fact]
    public async Task A_source_that_fails_leaves_nothing()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => Store.PutAsync(Hugo, new BreakingStream(Page), long.MaxValue, Stop));

        Assert.Null(await ReadAsync(Hugo, Convert.ToHexStringLower(SHA256.HashData(Page))));
    }

    [Fact]
    public async Task What_was_removed_is_gone_but_for_who_reads_it_and_can_be_put_again()
    {
        var stored = await PutAsync(Hugo, Page);
        await PutAsync(SchoolId.Parse("curie"), Page);
        await using var open = await Store.OpenAsync(Hugo, stored.Hash, Stop);

        await Store.RemoveAsync(Hugo, stored.Hash, Stop);
        await Store.RemoveAsync(Hugo, stored.Hash, Stop);
        await Store.RemoveAsync(Hugo, "../../etc/passwd", Stop);

        Assert.Null(await ReadAsync(Hugo, stored.Hash));
        open!.Seek(100_000, SeekOrigin.Begin);
        Assert.Equal(Page[100_000], open.ReadByte());
        Assert.NotNull(await ReadAsync(SchoolId.Parse("curie"), stored.Hash));
        Assert.Equal(stored, await PutAsync(Hugo, Page));
    }

    [Fact]
    public async Task Many_put_the_same_file_at_once()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(Hugo, Page)));

        Assert.Single(stored.Distinct());
        Assert.Equal(Page, await ReadAsync(Hugo, stored[0].Hash));
    }

    private Task<StoredBlob> PutAsync(SchoolId school, byte[] bytes, long bytesMax = long.MaxValue) =>
        Store.PutAsync(school, new MemoryStream(bytes), bytesMax, Stop);

    private async Task<byte[]?> ReadAsync(SchoolId school, string hash)
    {
        await using var stream = await Store.OpenAsync(school, hash, Stop);
        if (stream is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Stop);
        return copy.ToArray();
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= Length ? throw new EndOfStreamException() : base.ReadAsync(buffer, cancellationToken);
    }
}

public sealed class InMemoryBlobStoreTests : BlobStoreSpec
{
    protected override IBlobStore Store { get; } = new InMemoryBlobStore();
}

public sealed class FileBlobStoreTests : BlobStoreSpec, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FileBlobStoreTests() => Store = new FileBlobStore(_folder.Path);

    protected override IBlobStore Store { get; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_unfinished_stays_in_the_folder()
    {
        var stored = await Store.PutAsync(SchoolId.Parse("hugo"), new MemoryStream([1, 2, 3]), 3, Stop);
        await Assert.ThrowsAsync<BlobTooLargeException>(() => Store.PutAsync(SchoolId.Parse("hugo"), new MemoryStream([1, 2, 3, 4]), 3, Stop));
        await File.WriteAllTextAsync(_folder.File(".unfinished/left"), "by a crash", Stop);

        _ = new FileBlobStore(_folder.Path);

        Assert.Equal(
            [_folder.File($"hugo/{stored.Hash[..2]}/{stored.Hash}")],
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }
}
