using System.Security.Cryptography;
using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Cli.States;
using Gaia.Cli.Terraform;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Eject;

/// <summary>
/// Moves states out of Gaia. In this order, so that whoever is killed in between can say it again: lock, write and read back, the files beside it,
/// delete here, unlock. At every moment one of the two sides has the state.
/// </summary>
internal sealed class Ejection(CliContext context, GaiaClient client)
{
    private static readonly RunStatus[] Open = [RunStatus.Fetching, RunStatus.Queued, RunStatus.Planning, RunStatus.AwaitingApproval, RunStatus.Approved, RunStatus.Applying];

    /// <exception cref="CliException">Somebody works on it, waits for it, or something else is in its place.</exception>
    public async Task CheckAsync(EjectedState state)
    {
        if (state.Kept is not { } kept) return;
        if (kept.Lock is { } held && held.Id != LockOf(state).Id) throw Held(state, held);
        await DemandNoRunAsync(state);
        state.File.DemandPlace(kept);
    }

    public async Task<EjectReport> RunAsync(EjectedState state)
    {
        if (state.Kept is not { } kept)
        {
            WriteFiles(state);
            await FreeAsync(state);
            return EjectReport.Of(state, null);
        }
        var held = LockOf(state);
        await LockAsync(state, kept, held);
        try
        {
            await DemandNoRunAsync(state);
            return EjectReport.Of(state, await MoveAsync(state, kept, held));
        }
        finally
        {
            await client.UnlockStateAsync(kept.Stack, kept.Component, state.Identity, held, CancellationToken.None);
        }
    }

    private async Task<StateResponse> MoveAsync(EjectedState state, StateResponse seen, StateLockRequest held)
    {
        var now = await client.GetStateAsync(seen.Stack, seen.Component, seen.Id, context.Token);
        using var content = new MemoryStream();
        await client.CopyStateVersionAsync(now.Stack, now.Component, now.Version, content, now.Id, context.Token);
        state.File.DemandPlace(now);
        var isNew = state.File.Write(content.ToArray(), now.Digest);
        WriteFiles(state);
        try
        {
            await client.DeleteStateAsync(now.Stack, now.Component, state.Identity, held.Id, context.Token);
        }
        catch (GaiaApiException refusal) when (isNew && refusal.Status is >= 400 and < 500)
        {
            // It was refused, so that Gaia still has it, and two are one too many. After any other answer nobody knows.
            File.Delete(state.File.Path);
            throw;
        }
        return now;
    }

    private void WriteFiles(EjectedState state)
    {
        new InPlaceFolder(context, state.Instance).Prepare(state.Plan);
        LocalBackendMark.Write(state.Plan);
    }

    private async Task LockAsync(EjectedState state, StateResponse kept, StateLockRequest held)
    {
        try
        {
            await client.LockStateAsync(kept.Stack, kept.Component, state.Identity, held, context.Token);
        }
        catch (GaiaApiException refusal) when (refusal.Status == 423)
        {
            throw Held(state, (await client.GetStateAsync(kept.Stack, kept.Component, kept.Id, context.Token)).Lock);
        }
    }

    private async Task DemandNoRunAsync(EjectedState state)
    {
        foreach (var status in Open)
            await foreach (var run in client.ListRunsAsync(new(Status: status), context.Token))
                if (IsOf(run, state))
                    throw new CliException($"Run {run.Id} of {state} is {Runs.View.RunWords.Of(run.Status)}.", ExitCodes.Conflict,
                        $"Wait for its end, or end it: `gaia runs cancel {Runs.View.RunWords.Short(run.Id)}`.");
    }

    // Of one that is fetched nobody knows yet where its state will be.
    private static bool IsOf(RunResponse run, EjectedState state) => run.StateIdentity is { } identity
        ? identity == state.Identity : run.Stack == state.File.Stack && run.Component == state.File.Component;

    private static CliException Held(EjectedState state, StateLockResponse? held) => new(
        $"The state of {state} is held{(held is null ? "" : $" by {held.Who} ({held.HeldBy}), {held.Operation}")}.", ExitCodes.Conflict,
        "Wait for its end; `gaia state locks` shows who holds what.");

    // One that was killed between letting go of the state and of its lock holds it still.
    private async Task FreeAsync(EjectedState state)
    {
        try
        {
            await client.UnlockStateAsync(state.File.Stack, state.File.Component, state.Identity, LockOf(state), context.Token);
        }
        catch (GaiaApiException refusal) when (refusal.Status is 404 or 409 or 423)
        {
            // The lock is gone, or somebody else holds it.
        }
    }

    // The same for whoever repeats it here, and for nobody else.
    private static StateLockRequest LockOf(EjectedState state)
    {
        var place = $"eject {state.Identity} {Environment.MachineName} {state.File.Path}";
        return new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(place))[..16]).ToString(), "eject", state.File.Path, $"{Environment.UserName}@{Environment.MachineName}", VersionCommand.Number);
    }
}
