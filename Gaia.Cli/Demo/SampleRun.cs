using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Stacks;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Demo;

/// <summary>Makes one run of the story and leads it to its end: asked for by one person, decided by another.</summary>
internal sealed class SampleRun(CliContext context, SamplePeople people, SampleFiles files)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(3);

    /// <param name="begun">The step's run, where an earlier seeding got so far.</param>
    public async Task<RunResponse> PlayAsync(SampleStep step, RunResponse? begun)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.Token);
        limit.CancelAfter(RunLimit);
        RunResponse? run = null;
        try
        {
            run = begun is { } earlier && !earlier.Status.IsFinished() ? earlier : await QueueAsync(step, limit.Token);
            return await LeadAsync(step, run.Id, limit.Token);
        }
        catch (OperationCanceledException) when (!context.Token.IsCancellationRequested)
        {
            throw new CliException($"{step.Component} in {step.Stack} is not done after {RunLimit.TotalMinutes:0} minutes.", ExitCodes.Failed,
                run is null ? "`gaia status` says how the parts of Gaia are." : $"`gaia runs watch {RunWords.Short(run.Id)}` shows it.",
                "`gaia demo seed` goes on from there.");
        }
    }

    private async Task<RunResponse> QueueAsync(SampleStep step, CancellationToken cancellationToken)
    {
        var folder = files.At(step.Revision);
        var repository = AtmosRepository.Open(new() { Root = RepositoryRoot.ConfinedTo(folder), WorkingDirectory = folder, SearchOutward = false });
        using var packed = PackedConfiguration.Pack(repository, repository.Find(step.Component, step.Stack), new Dictionary<string, string>(), new AskedVariables(new Dictionary<string, string>()), cancellationToken);
        var client = people[step.By];
        var wanted = new QueueRunRequest(
            step.Component, step.Stack, step.Operation, packed.Summary.Digest, PlanOnly: step.PlanOnly, Message: step.Message);
        try
        {
            return await client.QueueRunAsync(wanted, cancellationToken);
        }
        catch (GaiaApiException refusal) when (refusal.Code == "configuration.not-found")
        {
            await client.UploadConfigurationAsync(packed.Summary.Digest, packed.Open, cancellationToken);
            return await client.QueueRunAsync(wanted, cancellationToken);
        }
    }

    private async Task<RunResponse> LeadAsync(SampleStep step, Guid id, CancellationToken cancellationToken)
    {
        var client = people[step.By];
        await foreach (var happened in client.FollowRunAsync(id, cancellationToken: cancellationToken))
        {
            if (Became(happened, RunStatus.AwaitingApproval))
            {
                // Events are read from the first on: what they told may be decided long since.
                if (await client.GetRunAsync(id, cancellationToken) is { Status: RunStatus.AwaitingApproval } waiting) await DecideAsync(step, waiting, cancellationToken);
                if (step.End == SampleEnd.Waiting) break;
            }
            else if (step.CanceledAt is { } address && Started(happened, address) && await client.GetRunAsync(id, cancellationToken) is { Status: RunStatus.Applying })
                await client.CancelRunAsync(id, cancellationToken: cancellationToken);
        }
        return await client.GetRunAsync(id, cancellationToken);
    }

    private Task DecideAsync(SampleStep step, RunResponse run, CancellationToken cancellationToken) => step.End switch
    {
        SampleEnd.Applied or SampleEnd.Canceled => people[SamplePerson.Ben].ApproveRunAsync(run.Id, run.PlanDigest!, cancellationToken),
        SampleEnd.Discarded => people[SamplePerson.Ben].DiscardRunAsync(run.Id, step.Reason, cancellationToken),
        // One that should have failed is not let through.
        SampleEnd.Failed => people[SamplePerson.Ben].DiscardRunAsync(run.Id, "This plan should have failed", cancellationToken),
        SampleEnd.Planned or SampleEnd.Waiting => Task.CompletedTask,
    };

    private static bool Became(RunEventResponse happened, RunStatus status) =>
        happened.Type == RunEventTypes.Status && happened.Data.Deserialize(ContractsJson.Default.StatusChanged)!.Status == status;

    private static bool Started(RunEventResponse happened, string address) => happened.Type == RunEventTypes.Resource
        && happened.Data.Deserialize(ContractsJson.Default.ResourceProgress) is { State: "started", Action: ChangeAction.Create } resource && resource.Address == address;
}
