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

    private static async Task<string> UnreadableAsync(StateProtection protection, byte[] stored) =>
        (await Assert.ThrowsAsync<StateUnreadableException>(() => protection.UnprotectAsync(stored, "Version 1 of it", Stop))).Message;
}
