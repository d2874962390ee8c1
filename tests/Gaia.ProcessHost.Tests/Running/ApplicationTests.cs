namespace Gaia.ProcessHost.Tests.Running;

/// <summary>Real processes of the machine, small ones.</summary>
public sealed class ApplicationTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();
    private readonly string _folder = Directory.CreateTempSubdirectory("gaia-processhost-").FullName;
    private DistributedApplication? _app;

    public ApplicationTests() => _patience.CancelAfter(Patience);

    private CancellationToken Ct => _patience.Token;

    [Fact]
    public async Task What_crashes_starts_again()
    {
        _builder.AddExecutable("crasher", "sleep", ".", "1000");
        var app = await StartAsync();
        var first = (await app.ResourceNotifications.WaitForResourceHealthyAsync("crasher", Ct)).Snapshot.Pid!.Value;
        using (var process = System.Diagnostics.Process.GetProcessById(first))
            process.Kill();
        var second = await app.ResourceNotifications.WaitForResourceAsync(
            "crasher", now => now.Snapshot is { State: KnownResourceStates.Running, Restarts: 1 }, Ct);
        Assert.NotEqual(first, second.Snapshot.Pid);
    }

    [Fact]
    public async Task A_dependent_starts_only_after_a_healthy_dependency()
    {
        var gate = Path.Combine(_folder, "gate");
        var dependency = _builder.AddExecutable("dependency", "sleep", ".", "1000");
        dependency.WithAnnotation(new HealthCheckAnnotation((_, _) => File.Exists(gate) ? Task.CompletedTask : throw new IOException("gate is shut")));
        _builder.AddExecutable("dependent", "sleep", ".", "1000").WaitFor(dependency);
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceAsync("dependency", now => now.Snapshot.HealthReport == "gate is shut", Ct);
        await app.ResourceNotifications.WaitForResourceAsync("dependent", KnownResourceStates.Waiting, Ct);
        await File.WriteAllTextAsync(gate, "", Ct);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("dependent", Ct);
    }

    [Fact]
    public async Task A_task_ends_once_and_lets_its_dependents_start()
    {
        var task = _builder.AddExecutable("task", "/bin/sh", ".", "-c", "echo ran >>$FILE").WithEnvironment("FILE", Path.Combine(_folder, "ran"));
        _builder.AddExecutable("dependent", "sleep", ".", "1000").WaitForCompletion(task);
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("dependent", Ct);
        Assert.Equal("ran\n", await File.ReadAllTextAsync(Path.Combine(_folder, "ran"), Ct));
    }

    [Fact]
    public async Task Stopping_goes_from_the_last_to_the_first_and_lets_each_finish()
    {
        var order = Path.Combine(_folder, "order");
        string[] script = ["-c", "trap 'sleep 0.3; echo $NAME >>$FILE; exit 0' TERM; sleep 1000 & wait"];
        var first = _builder.AddExecutable("first", "/bin/sh", ".", script).WithEnvironment("NAME", "first").WithEnvironment("FILE", order);
        _builder.AddExecutable("second", "/bin/sh", ".", script).WithEnvironment("NAME", "second").WithEnvironment("FILE", order).WaitFor(first);
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("second", Ct);
        await Task.Delay(200, Ct); // the shells set their traps
        await app.StopAsync(Ct);
        Assert.Equal("second\nfirst\n", await File.ReadAllTextAsync(order, Ct));
    }

    [Fact]
    public async Task Replicas_are_separate_processes_with_ports_of_their_own()
    {
        var resource = _builder.AddExecutable("many", "/bin/sh", ".", "-c", "echo $PORT >$FOLDER/$$; exec sleep 1000")
            .WithEnvironment("FOLDER", _folder).WithHttpEndpoint(env: "PORT").WithAnnotation(new ReplicaAnnotation(2));
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("many", Ct);
        var now = app.ResourceNotifications.Current("many");
        Assert.Equal(["many-1", "many-2"], now.Select(each => each.ResourceId).Order());
        while (Directory.GetFiles(_folder).Any(file => new FileInfo(file).Length == 0) || Directory.GetFiles(_folder).Length < 2)
            await Task.Delay(50, Ct);
        Assert.Equal(2, Directory.GetFiles(_folder).Select(File.ReadAllText).Distinct().Count());
        Assert.NotEmpty(resource.GetEndpoint("http").Url);
    }

    [Fact]
    public async Task A_wait_in_vain_tells_what_the_resource_said()
    {
        _builder.AddExecutable("talker", "/bin/sh", ".", "-c", "echo my last words; exec sleep 1000")
            .WithAnnotation(new HealthCheckAnnotation((_, _) => throw new IOException("never")));
        var app = await StartAsync();
        await app.ResourceNotifications.WaitForResourceAsync("talker", now => now.Snapshot.HealthReport is not null, Ct);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var vain = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("talker", soon.Token));
        Assert.Contains("never", vain.Message);
        Assert.Contains("my last words", vain.Message);
    }

    [Fact]
    public async Task Commands_stop_and_start_single_resources()
    {
        _builder.AddExecutable("one", "sleep", ".", "1000");
        var app = await StartAsync();
        var before = await app.ResourceNotifications.WaitForResourceHealthyAsync("one", Ct);
        await app.ResourceCommands.ExecuteCommandAsync("one", KnownResourceCommands.StopCommand, Ct);
        Assert.Equal(KnownResourceStates.Exited, app.ResourceNotifications.Current("one").Single().Snapshot.State);
        Assert.False(Directory.Exists($"/proc/{before.Snapshot.Pid}"));
        await app.ResourceCommands.ExecuteCommandAsync("one", KnownResourceCommands.StartCommand, Ct);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("one", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _patience.Dispose();
    }

    private async Task<DistributedApplication> StartAsync()
    {
        _app = await _builder.BuildAsync(Ct);
        await _app.StartAsync(Ct);
        return _app;
    }
}
