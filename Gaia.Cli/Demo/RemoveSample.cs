using Gaia.Cli.Hosting;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Demo;

/// <summary>
/// Ends what the sample left open and destroys what it made, dependents first, each with the configuration it was last run
/// with. Asked for by who removes it, not by one of the sample's people.
/// </summary>
internal sealed class RemoveSample(CliContext context, GaiaClient client)
{
    private const string Message = "Removing the sample";

    public static bool Is(RunResponse run) => run.Operation == RunOperation.Destroy && run.Message == Message;

    public async Task RunAsync(SampleHistory history)
    {
        foreach (var run in history.Runs.Where(run => !run.Status.IsFinished())) await EndAsync(run);
        foreach (var (index, instance) in history.Instances.Index())
        {
            var run = await DestroyAsync(instance, history.NewestOf(instance).Configuration);
            context.Error.WriteLine($"removing: {index + 1} of {history.Instances.Count}: {instance.Stack} {instance.Component}: {DemoWords.Of(run)}");
            context.Error.Flush();
            if (run.Status is not (RunStatus.Applied or RunStatus.Planned))
                throw new CliException(
                    $"{instance.Component} in {instance.Stack} was not destroyed: the run is {RunWords.Of(run.Status)}.{(run.Error is { } error ? $" {error}" : "")}", ExitCodes.Failed,
                    $"`gaia runs logs {RunWords.Short(run.Id)}` shows everything terraform said.", "Try again once the cause is gone.");
        }
    }

    private async Task EndAsync(RunResponse run)
    {
        if (run.Status == RunStatus.AwaitingApproval)
        {
            await client.DiscardRunAsync(run.Id, Message, context.Token);
            return;
        }
        await client.CancelRunAsync(run.Id, cancellationToken: context.Token);
        await EndedAsync(run.Id);
    }

    private async Task<RunResponse> DestroyAsync(SampleInstance instance, string? configuration)
    {
        var run = await client.QueueRunAsync(
            new(instance.Component, instance.Stack, RunOperation.Destroy, configuration, AutoApprove: true, Message: Message), context.Token);
        return await EndedAsync(run.Id);
    }

    private async Task<RunResponse> EndedAsync(Guid id)
    {
        await foreach (var _ in client.FollowRunAsync(id, cancellationToken: context.Token)) { }
        return await client.GetRunAsync(id, context.Token);
    }
}
