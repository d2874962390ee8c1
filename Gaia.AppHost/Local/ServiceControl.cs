namespace Gaia.AppHost.Local;

/// <summary>Stops and starts services as the dashboard's own buttons do.</summary>
internal sealed class ServiceControl(
    DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications, LocalMachine machine, TimeProvider time)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    public async Task StopAsync(IResource service, CancellationToken ct)
    {
        if (IsRunning(service)) await ExecuteAsync(service, KnownResourceCommands.StopCommand, ct);
    }

    public async Task StartAsync(IResource service, CancellationToken ct)
    {
        if (!IsRunning(service)) await ExecuteAsync(service, KnownResourceCommands.StartCommand, ct);
    }

    /// <summary>A program that runs to its end: once more, and until then.</summary>
    public async Task RunAgainAsync(IResource program, CancellationToken ct)
    {
        var before = notifications.TryGetCurrentState(program.Name, out var last) ? last.Snapshot.StartTimeStamp : null;
        await StartAsync(program, ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartLimit);
        await notifications.WaitForResourceAsync(program.Name,
            now => now.Snapshot.StartTimeStamp != before && KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text), limit.Token);
    }

    /// <summary>Programs that end by themselves, such as the sample while it is being made.</summary>
    public async Task StopProgramsAsync(CancellationToken ct)
    {
        foreach (var program in model.GetProjectResources().Where(project => !project.TryGetLastAnnotation<RestartAnnotation>(out _)))
            await StopAsync(program, ct);
    }

    /// <returns>Whether nothing of a stopped service is left: terraform may still have been at work (guard.sh).</returns>
    public Task<bool> WaitUntilGoneAsync(CancellationToken ct) =>
        Guard.WaitUntilGoneAsync(Guard.ServicesLock(machine.Data), StopOrder.ServicesLimit, time, ct);

    public async Task WaitUntilHealthyAsync(IResource service, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartLimit);
        await notifications.WaitForResourceHealthyAsync(service.Name, WaitBehavior.WaitOnResourceUnavailable, limit.Token);
    }

    private bool IsRunning(IResource service) =>
        notifications.TryGetCurrentState(service.Name, out var now) && now.Snapshot.State?.Text is { } state
        && (state == KnownResourceStates.Running || state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting);

    private async Task ExecuteAsync(IResource service, string command, CancellationToken ct)
    {
        var result = await commands.ExecuteCommandAsync(service, command, ct);
        if (!result.Success)
            throw new DistributedApplicationException($"'{command}' of {service.Name} failed: {result.Message}");
    }
}
