using Gaia.Runs.Keys;
using Gaia.Runs.States;
using Gaia.TestProcesses;
using static Gaia.Runs.Tests.Keys.ProtectionKit;

namespace Gaia.Runs.Tests.Keys;

public sealed class StateProtectionTests : IDisposable
{
    private static readonly byte[] Plain = "correct horse battery"u8.ToArray();
    private readonly TestFolder one = TestFolder.Create("keys");
    private readonly TestFolder other = TestFolder.Create("keys");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Machines_with_the_same_key_read_what_each_other_wrote()
    {
        var key = Key();
        var stored = await Given(one, key).ProtectAsync(Plain, Stop);

        Assert.Equal(Plain, await Given(other, key).UnprotectAsync(stored, "it", Stop));
        Assert.True(stored.AsSpan().IndexOf(Plain) < 0);
        Assert.False(Directory.Exists(Path.Combine(one.Path, "keys")));
    }

    [Fact]
    public async Task A_new_key_before_the_old_one_encrypts_and_both_decrypt()
    {
        var (old, fresh) = (Key(), Key());
        var before = await Given(one, old).ProtectAsync(Plain, Stop);
        var rotated = Given(one, fresh, old);
        var after = await rotated.ProtectAsync(Plain, Stop);

        Assert.Equal(Plain, await rotated.UnprotectAsync(before, "it", Stop));
        Assert.Equal(Plain, await Given(one, fresh).UnprotectAsync(after, "it", Stop));
        Assert.Contains("Gaia__Keys__Value", await UnreadableAsync(Given(one, old), after));
    }

    [Fact]
    public async Task Without_the_key_that_wrote_it_the_error_names_the_setting()
    {
        var stored = await Given(one, Key()).ProtectAsync(Plain, Stop);

        var said = await UnreadableAsync(Given(one, Key()), stored);
        Assert.StartsWith("Version 1 of it was encrypted with another key than the keys of Gaia__Keys__Value.", said);
        Assert.Contains("Gaia__Keys__Kms, and none of them is set here", await UnreadableAsync(WithRing(one), stored));
    }

    [Fact]
    public async Task What_was_written_with_the_ring_or_before_any_key_stays_readable()
    {
        var stored = await WithRing(one).ProtectAsync(Plain, Stop);
        var given = Given(one, Key());

        Assert.Equal(Plain, await given.UnprotectAsync(stored, "it", Stop));
        Assert.Equal(Plain, await given.UnprotectAsync(Plain, "it", Stop));
        Assert.Contains("On several machines they need Gaia__Keys__Value", await UnreadableAsync(WithRing(other), stored));
    }

    [Fact]
    public async Task Bytes_that_were_changed_or_cut_off_are_damaged()
    {
        var given = Given(one, Key());
        var stored = await given.ProtectAsync(Plain, Stop);
        for (var at = 17; at < stored.Length; at++)
        {
            var changed = stored.ToArray();
            changed[at] ^= 1;
            await UnreadableAsync(given, changed);
            await UnreadableAsync(given, stored[..at]);
        }
    }

    [Fact]
    public async Task A_wrapped_key_that_is_too_short_is_damaged()
    {
        var given = Given(one, Key());
        foreach (var wrapped in (byte[][])[[(byte)'g'], [.. "g1234567"u8], [.. "g12345678"u8]])
            Assert.Contains("is damaged", await UnreadableAsync(given, SealedBytes.Seal(new(new byte[32], wrapped), Plain)));
        Assert.Contains("another key", await UnreadableAsync(given, SealedBytes.Seal(new(new byte[32], [.. "x"u8]), Plain)));
    }

    [Fact]
    public async Task A_key_that_another_process_made_is_found_and_bytes_without_a_key_stay_unreadable()
    {
        using var folder = TestFolder.Create("keys");
        var (reader, writer) = (WithRing(one), WithRing(one));
        var before = await reader.ProtectAsync(Plain, Stop);
        var other = await WithRing(folder).ProtectAsync(Plain, Stop);
        foreach (var key in Directory.EnumerateFiles(Path.Combine(folder.Path, "keys"))) File.Copy(key, Path.Combine(one.Path, "keys", Path.GetFileName(key)));

        Assert.Equal(Plain, await reader.UnprotectAsync(other, "it", Stop));
        Assert.Equal(Plain, await reader.UnprotectAsync(before, "it", Stop));
        other[^1] ^= 1;
        for (var i = 0; i < 3; i++) await UnreadableAsync(reader, other);
        Assert.Equal(Plain, await reader.UnprotectAsync(await writer.ProtectAsync(Plain, Stop), "it", Stop));
    }

    private static async Task<string> UnreadableAsync(StateProtection protection, byte[] stored) =>
        (await Assert.ThrowsAsync<StateUnreadableException>(() => protection.UnprotectAsync(stored, "Version 1 of it", Stop))).Message;
}
