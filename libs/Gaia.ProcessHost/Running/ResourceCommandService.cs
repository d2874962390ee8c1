using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

public static class KnownResourceCommands
{
    public const string StartCommand = "start";
    public const string StopCommand = "stop";
    public const string RestartCommand = "restart";
}

public sealed record ExecuteCommandResult(bool Success, string? Message = null);

/// <summary>Start, stop and restart of single resources while the application runs.</summary>
public sealed class ResourceCommandService
{
    internal Func<IReadOnlyList<ResourceInstance>> Instances { get; set; } = () => [];

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var chosen = Instances().Where(instance => instance.Id == resourceId || instance.Resource.Name == resourceId).ToList();
        if (chosen.Count == 0)
            return new ExecuteCommandResult(false, $"No resource '{resourceId}' runs.");
        foreach (var instance in chosen)
        {
            if (commandName is KnownResourceCommands.StopCommand or KnownResourceCommands.RestartCommand)
                await instance.StopAsync();
            if (commandName is KnownResourceCommands.StartCommand or KnownResourceCommands.RestartCommand)
                await instance.StartAsync();
        }
        return new ExecuteCommandResult(true);
    }
}
