using System.Security.Cryptography;
using System.Text;
using Gaia.Configurations.Blobs;
using Microsoft.Extensions.Time.Testing;

namespace Gaia.Configurations.Tests.Blobs;

/// <summary>What every store of blobs does. Derive with a store of one's own for each test.</summary>
public abstract class BlobStoreConformance
{
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Just after the stand-in's uploads: it says of all that they began 2010-11-10 at 20:48.</summary>
    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2010, 11, 10, 21, 0, 0, TimeSpan.Zero));

    private protected abstract IBlobStore Blobs { get; }

    /// <summary>How many writes lie there unfinished.</summary>
    private protected abstract Task<int> UnfinishedAsync();

    /// <summary>As a process that is killed in the middle of a write leaves it.</summary>
    private protected abstract Task LeaveUnfinishedAsync(string key);

    [Fact]
    public async Task What_is_written_is_read_and_replaced_whole()
    {
        await WriteAsync("a/b.txt", "first, and longer");
        await WriteAsync("a/b.txt", "second");
        Assert.Equal("second", await ReadAsync("a/b.txt"));
        await WriteAsync("a/b.txt", "");
        Assert.Equal("", await ReadAsync("a/b.txt"));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_can_be_deleted()
    {
        Assert.Null(await ReadAsync("a/missing"));
        await Blobs.DeleteAsync("a/missing", Stop);
        await WriteAsync("a/b", "x");
        await Blobs.DeleteAsync("a/b", Stop);
        Assert.Null(await ReadAsync("a/b"));
    }

    [Fact]
    public async Task Of_those_who_create_a_blob_at_the_same_time_one_wins()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async each => (each, Won: await Blobs.CreateAsync("keys/one", [(byte)each], Stop))));

        var winner = Assert.Single(made, one => one.Won).each;
        Assert.Equal([(byte)winner], Encoding.Latin1.GetBytes((await ReadAsync("keys/one"))!));
        Assert.False(await Blobs.CreateAsync("keys/one", [99], Stop));
    }

    [Theory]
    [InlineData(S3BlobStore.PartBytes - 1)]
    [InlineData(S3BlobStore.PartBytes)]
    [InlineData(S3BlobStore.PartBytes + 1)]
    [InlineData((2 * S3BlobStore.PartBytes) + 12345)]
    public async Task A_stream_of_any_length_goes_in_and_out(int length)
    {
        var source = new Flow(length);
        await Blobs.WriteAsync("big", source, Stop);

        await using var stored = await Blobs.OpenReadAsync("big", Stop);
        Assert.Equal(await SHA256.HashDataAsync(new Flow(length), Stop), await SHA256.HashDataAsync(stored!, Stop));
        Assert.InRange(source.LargestRead, 1, S3BlobStore.PartBytes);
        Assert.Equal(0, await UnfinishedAsync());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(S3BlobStore.PartBytes + 100)]
    public async Task A_source_that_breaks_off_leaves_what_was_there(int after)
    {
        await WriteAsync("a", "before");

        await Assert.ThrowsAsync<EndOfStreamException>(() => Blobs.WriteAsync("a", new Flow(after * 2) { BreaksAt = after }, Stop));
        await Assert.ThrowsAsync<EndOfStreamException>(() => Blobs.WriteAsync("b", new Flow(after * 2) { BreaksAt = after }, Stop));

        Assert.Equal("before", await ReadAsync("a"));
        Assert.Null(await ReadAsync("b"));
        Assert.Equal(0, await UnfinishedAsync());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(S3BlobStore.PartBytes + 100)]
    public async Task A_write_that_is_given_up_leaves_nothing(int after)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Blobs.WriteAsync("a", new Flow(after * 2) { At = after, Then = given.Cancel }, given.Token));

        Assert.Null(await ReadAsync("a"));
        Assert.Equal(0, await UnfinishedAsync());
    }

    [Fact]
    public async Task A_write_whose_process_was_killed_is_not_seen_and_is_removed_later()
    {
        await LeaveUnfinishedAsync("a/b");
        Assert.Null(await ReadAsync("a/b"));

        await Blobs.RemoveUnfinishedAsync(Stop);
        Assert.Equal(1, await UnfinishedAsync());
        Time.Advance(TimeSpan.FromDays(2));
        await Blobs.RemoveUnfinishedAsync(Stop);
        Assert.Equal(0, await UnfinishedAsync());
    }

    [Fact]
    public async Task Readers_between_writers_see_one_of_them_whole()
    {
        const int Length = 300_000;
        var writing = Enumerable.Range(1, 6).Select(each => Blobs.WriteAsync("a", new MemoryStream([.. Enumerable.Repeat((byte)each, Length)]), Stop)).ToList();
        while (!writing.TrueForAll(write => write.IsCompleted))
            if (await ReadAsync("a") is { } seen) Demand(seen);
        await Task.WhenAll(writing);

        Demand((await ReadAsync("a"))!);

        static void Demand(string seen)
        {
            Assert.Equal(Length, seen.Length);
            Assert.Single(seen.Distinct());
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("runs/0192a1b2-0000-7000-8000-000000000000/plan.json")]
    [InlineData("A/b_c-d.e/0")]
    [InlineData("CON/aux.txt")]
    public async Task Such_a_key_is_one(string key)
    {
        await WriteAsync(key, key);
        Assert.Equal(key, await ReadAsync(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../x")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a?versionId=1")]
    [InlineData("ä")]
    public async Task Such_a_key_is_none(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(key, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.CreateAsync(key, [1], Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.OpenReadAsync(key, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.DeleteAsync(key, Stop));
    }

    [Fact]
    public async Task A_store_that_works_says_so() => await Blobs.CheckAsync(Stop);

    private protected Task WriteAsync(string key, string content) => Blobs.WriteAsync(key, new MemoryStream(Encoding.Latin1.GetBytes(content)), Stop);

    private protected async Task<string?> ReadAsync(string key)
    {
        await using var stored = await Blobs.OpenReadAsync(key, Stop);
        if (stored is null) return null;
        using var reader = new StreamReader(stored, Encoding.Latin1);
        return await reader.ReadToEndAsync(Stop);
    }
}
