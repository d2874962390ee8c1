using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gaia.AppHost.Local;

/// <summary>
/// Aspire stops everything at once, its dashboard included. Here the services go first, so that they can still write down
/// what they hold and are not kept by telemetry that nobody takes; and the AppHost ends when the last process has.
/// </summary>
internal sealed class StopOrder(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceCommandService commands, LocalMachine machine, TimeProvider time) : IHostedLifecycleService
{
    public static readonly TimeSpan ServicesLimit = TimeSpan.FromSeconds(50);
    public static readonly TimeSpan ServersLimit = TimeSpan.FromSeconds(20);

    private int _stopping;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A host may be told to stop twice (the testing builder does); the second command would wait for ever.
        if (Interlocked.Exchange(ref _stopping, 1) == 1)
            return;
        await File.WriteAllTextAsync(machine.Data.StoppingMark, "", cancellationToken); // the API waits for the worker, whose terraform has states there
        Task all = Task.WhenAll(model.GetProjectResources().Where(IsThere)
            .Select(project => commands.ExecuteCommandAsync(project, KnownResourceCommands.StopCommand, cancellationToken)));
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var soon = Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
        var gone = Guard.WaitUntilGoneAsync(Guard.ServicesLock(machine.Data), ServicesLimit, time, cancellationToken);
        if (await Task.WhenAny(gone, soon) == soon)
            Console.WriteLine("The worker still waits for terraform, to let it finish or save its state ...");
        await gone;
        await Guard.WaitUntilGoneAsync(Guard.FrontLock(machine.Data), ServicesLimit, time, cancellationToken);
    }

    // Aspire takes 20 s to stop one that it has not started.
    private bool IsThere(IResource project) =>
        notifications.TryGetCurrentState(project.Name, out var now) && (now.Snapshot.State?.Text == KnownResourceStates.Running || now.Snapshot.State?.Text == KnownResourceStates.Starting);

    public Task StopAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection.ClearAllPools(); // those of health checks: PostgreSQL waits for its sessions
        return Task.CompletedTask;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await Guard.WaitUntilGoneAsync(Guard.ServersLock(machine.Data), ServersLimit, time, cancellationToken);
        File.Delete(machine.Data.StoppingMark);
        machine.Dispose(); // Aspire does not dispose of its services when RunAsync ends
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
