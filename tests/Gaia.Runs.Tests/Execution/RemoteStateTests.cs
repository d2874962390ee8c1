using System.Text.Json;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Locks;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.Runs.Tests.Execution;

/// <summary>A backend of terraform's own, and one that fails just as an apply wants to save what it made.</summary>
public sealed class RemoteStateTests(RunsPostgres postgres)
{
    [Fact]
    public async Task The_state_goes_where_the_stack_says()
    {
        using var backend = new StateServer(refuseWrites: 0);
        await using var gaia = await StartAsync(backend);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);

        Assert.Equal(["terraform_data.greeting"], Resources(backend.State));
        Assert.False(backend.IsLocked);
        Assert.Equal(1, await VersionsAsync(gaia, run));
        Assert.Equal(0, await NotesAsync(gaia));
        var again = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Planned);
        Assert.Null(again.Advice);
    }

    [Fact]
    public async Task A_state_that_could_not_be_saved_at_first_is_pushed_afterwards()
    {
        using var backend = new StateServer(refuseWrites: 1);
        await using var gaia = await StartAsync(backend);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Failed);

        Assert.Contains("Gaia pushed it", run.Advice, StringComparison.Ordinal);
        Assert.Equal(["terraform_data.greeting"], Resources(backend.State));
        Assert.False(backend.IsLocked);
        Assert.Equal(1, await VersionsAsync(gaia, run));
        await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Planned);
    }

    [Fact]
    public async Task A_state_that_was_pushed_ends_its_run_even_if_something_is_in_the_way_of_its_new_name()
    {
        using var backend = new StateServer(refuseWrites: 1);
        await using var gaia = await StartAsync(backend, terraform: $$"""
            {{TestRepository.Hello}}
            resource "terraform_data" "in_the_way" {
              provisioner "local-exec" {
                command = "mkdir -p errored.tfstate.pushed/in-the-way"
              }
            }
            """);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Failed);

        Assert.Contains("Gaia pushed it", run.Advice, StringComparison.Ordinal);
        Assert.Contains($"errored.tfstate on {Environment.MachineName}, since it could not be renamed: ", run.Advice, StringComparison.Ordinal);
        Assert.Equal(2, Resources(backend.State).Count);
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task A_state_that_cannot_be_saved_is_kept_and_the_run_says_where()
    {
        using var backend = new StateServer(refuseWrites: int.MaxValue);
        await using var gaia = await StartAsync(backend);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Failed);

        Assert.Null(backend.State);
        Assert.Contains("terraform state push", run.Advice, StringComparison.Ordinal);
        var left = Directory.EnumerateFiles(Path.Combine(gaia.DataDirectory, "work"), "errored.tfstate", SearchOption.AllDirectories).Single();
        Assert.Contains(left, run.Advice, StringComparison.Ordinal);
        Assert.Equal(["terraform_data.greeting"], Resources(await gaia.Get<ReadErroredState>().ExecuteAsync(run, new StateUser(TestGaia.Ada, _ => { }), CancellationToken.None)));
        Assert.Equal(1, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM audit.entries WHERE action = 'runs.read-errored-state'"));
    }

    [Fact]
    public async Task A_state_that_somebody_else_holds_is_left_alone_and_the_run_says_by_whom()
    {
        using var backend = new StateServer(refuseWrites: 0);
        backend.Lock("{\"ID\":\"5a1e\",\"Operation\":\"OperationTypeApply\",\"Who\":\"ada@laptop\",\"Created\":\"2026-11-24T11:00:00Z\"}");
        await using var gaia = await StartAsync(backend);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);

        Assert.Contains("5a1e", run.Error, StringComparison.Ordinal);
        Assert.Contains("force-unlock", run.Advice, StringComparison.Ordinal);
        Assert.True(backend.IsLocked);
    }

    [Fact]
    public async Task A_version_that_the_store_of_blobs_does_not_take_keeps_no_run_from_its_end()
    {
        using var backend = new StateServer(refuseWrites: 0);
        await using var gaia = await StartAsync(backend, services =>
        {
            var own = services.Single(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
            services.AddSingleton<IBlobStore>(provider => new StateRefusingStore((IBlobStore)own(provider)));
        });
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);

        Assert.Contains("could not keep a version of the state: No states today.", run.Advice, StringComparison.Ordinal);
        Assert.Equal(0, await VersionsAsync(gaia, run));
        Assert.Equal(1, await NotesAsync(gaia));
        Assert.Empty(await gaia.Get<ListLocks>().ExecuteAsync(null, CancellationToken.None));
    }

    private async Task<TestGaia> StartAsync(StateServer backend, Action<IServiceCollection>? services = null, string terraform = TestRepository.Hello)
    {
        var gaia = await TestGaia.StartAsync(postgres, terraform, services: services);
        gaia.Repository.KeepStateIn(backend);
        return gaia;
    }

    private static Task<long> NotesAsync(TestGaia gaia) => gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.unwanted_blobs WHERE not_before > now() + interval '23 hours'");

    private static Task<long> VersionsAsync(TestGaia gaia, Run run) =>
        gaia.Database.ScalarAsync<long>($"SELECT count(*) FROM runs.state_versions WHERE run_id = '{run.Id}'");

    private static IReadOnlyList<string> Resources(byte[]? state)
    {
        using var json = JsonDocument.Parse(Assert.IsType<byte[]>(state));
        return [.. json.RootElement.GetProperty("resources").EnumerateArray().Select(
            resource => $"{resource.GetProperty("type").GetString()}.{resource.GetProperty("name").GetString()}")];
    }

    /// <summary>Fails in a way that no contract names.</summary>
    private sealed class StateRefusingStore(IBlobStore inner) : IBlobStore
    {
        public Task WriteAsync(string key, Stream content, CancellationToken cancellationToken) => key.StartsWith("states/", StringComparison.Ordinal)
            ? throw new InvalidOperationException("No states today.") : inner.WriteAsync(key, content, cancellationToken);

        public Task<bool> CreateAsync(string key, byte[] content, CancellationToken cancellationToken) => inner.CreateAsync(key, content, cancellationToken);

        public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken) => inner.OpenReadAsync(key, cancellationToken);

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

        public Task CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

        public Task RemoveUnfinishedAsync(CancellationToken cancellationToken) => inner.RemoveUnfinishedAsync(cancellationToken);
    }
}
