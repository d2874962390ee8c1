using System.Text;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Plans;
using Gaia.Runs.Retention;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Keys;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using static Gaia.Runs.Tests.Kit.States;

namespace Gaia.Runs.Tests.States;

public sealed class EncryptionTests(RunsPostgres postgres)
{
    [Fact]
    public async Task No_blob_holds_a_secret_and_nobody_else_reads_the_keys()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1, secret: "correct horse battery"));
        await gaia.Get<AdoptState>().ExecuteAsync(Place with { Key = StateKey.Of("local:b/terraform.tfstate#x"), Identity = null }, State(1, secret: "correct horse battery"), Ada, CancellationToken.None);

        var blobs = Directory.GetFiles(Path.Combine(gaia.DataDirectory, "blobs", "states"), "*", SearchOption.AllDirectories);
        Assert.Equal(2, blobs.Count(blob => blob.EndsWith(".tfstate", StringComparison.Ordinal)));
        foreach (var blob in blobs) Assert.DoesNotContain("correct horse battery", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(blob)));
        var keys = Path.Combine(gaia.DataDirectory, "keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(keys))));
    }

    [Fact]
    public async Task Without_its_key_a_state_is_an_error_and_never_empty()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        var keys = Path.Combine(gaia.DataDirectory, "keys");
        Directory.Move(keys, keys + "-away");

        // Another process, which has read no keys yet.
        var blobs = new StateBlobs(gaia.Get<IBlobStore>(), new StateProtection(ProtectionKit.Ring(gaia.DataDirectory), null), gaia.Get<UnwantedBlobs>());
        var current = (await gaia.Get<StateStore>().FindAsync(Place.Key, CancellationToken.None))!.Current!;
        var fault = await Assert.ThrowsAsync<StateUnreadableException>(() => blobs.ReadAsync(current, CancellationToken.None));

        Assert.Contains(keys, fault.Message);
        Directory.Delete(keys, recursive: true);
        Directory.Move(keys + "-away", keys);
        Assert.Equal(State(1), await blobs.ReadAsync(current, CancellationToken.None));
    }

    [Fact]
    public async Task A_key_that_another_process_made_is_found()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var (first, second) = (ProtectionKit.Ring(gaia.DataDirectory), ProtectionKit.Ring(gaia.DataDirectory));
        var keys = Path.Combine(gaia.DataDirectory, "keys");
        first.Protect([1]);
        var early = Directory.GetFiles(keys).Single();
        File.Move(early, early + ".away");
        var other = second.Protect([2]);
        File.Move(early + ".away", early);

        Assert.Equal([2], first.Unprotect(other));
    }

    [Fact]
    public async Task A_large_state_goes_in_and_out()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var large = State(1, new string('x', 30 << 20));

        await gaia.WriteAsync(large);

        Assert.True((await gaia.ReadAsync())!.AsSpan().SequenceEqual(large));
    }

    [Fact]
    public async Task A_damaged_or_missing_blob_is_an_error()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var current = await gaia.WriteAsync(State(1));
        var blob = Path.Combine(gaia.DataDirectory, "blobs", current.Blob);
        var bytes = await File.ReadAllBytesAsync(blob);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes);
        await Assert.ThrowsAsync<StateUnreadableException>(() => gaia.ReadAsync());
        await File.WriteAllBytesAsync(blob, State(1, "swapped"));
        Assert.Contains("digest", (await Assert.ThrowsAsync<StateUnreadableException>(() => gaia.ReadAsync())).Message);
        File.Delete(blob);
        Assert.Contains("not in the blob store", (await Assert.ThrowsAsync<StateUnreadableException>(() => gaia.ReadAsync())).Message);
    }

    [Fact]
    public async Task Nothing_of_a_plan_lies_there_in_plain_text()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);

        var blobs = Directory.GetFiles(Path.Combine(gaia.DataDirectory, "blobs", "runs", $"{run.Id}"));
        Assert.Equal(["plan", "plan-secrets.json", "plan-summary.json", "plan.json"], blobs.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var blob in blobs) Assert.DoesNotContain("terraform_data", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(blob)));
        Assert.Contains("terraform_data.greeting", Encoding.UTF8.GetString(await gaia.Get<FindPlan>().JsonAsync(run.Id, CancellationToken.None)));

        // As an older Gaia stored it.
        await gaia.Get<IBlobStore>().WriteAsync($"runs/{run.Id}/plan.json", new MemoryStream("{}"u8.ToArray()), CancellationToken.None);
        Assert.Equal("{}", Encoding.UTF8.GetString(await gaia.Get<FindPlan>().JsonAsync(run.Id, CancellationToken.None)));
    }

    [Fact]
    public async Task A_state_that_does_not_read_back_is_not_kept()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, services: services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IBlobStore));
            services.AddSingleton<IBlobStore>(provider => new ForgetfulBlobs((IBlobStore)real.ImplementationFactory!(provider)));
        });

        await Assert.ThrowsAsync<StateUnreadableException>(() => gaia.WriteAsync(State(1)));

        Assert.Null(await gaia.ReadAsync());
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));
    }

    /// <summary>A disk that says it has written what it has not.</summary>
    private sealed class ForgetfulBlobs(IBlobStore real) : IBlobStore
    {
        public Task WriteAsync(string key, Stream content, CancellationToken cancellationToken)
        {
            if (key.EndsWith(".tfstate", StringComparison.Ordinal)) content.SetLength(content.Length - 1);
            return real.WriteAsync(key, content, cancellationToken);
        }

        public Task<bool> CreateAsync(string key, byte[] content, CancellationToken cancellationToken) => real.CreateAsync(key, content, cancellationToken);

        public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken) => real.OpenReadAsync(key, cancellationToken);

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => real.DeleteAsync(key, cancellationToken);

        public Task CheckAsync(CancellationToken cancellationToken) => real.CheckAsync(cancellationToken);

        public Task RemoveUnfinishedAsync(CancellationToken cancellationToken) => real.RemoveUnfinishedAsync(cancellationToken);
    }

    [Fact]
    public async Task What_was_stored_before_encryption_stays_readable()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var current = await gaia.WriteAsync(State(1));
        await File.WriteAllBytesAsync(Path.Combine(gaia.DataDirectory, "blobs", current.Blob), State(1));

        Assert.Equal(State(1), await gaia.ReadAsync());
    }
}
