using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Stacks.Components;

namespace Gaia.Cli.States;

/// <summary>Who holds a state that Gaia keeps. Terraform shows little of it, and of a refused UNLOCK nothing but a status.</summary>
internal static class StateHolder
{
    /// <summary><c>ana@laptop (token:ana)</c>; a run has said who it is.</summary>
    public static string Words(StateLockResponse held) => held.RunId is not null || held.Who == held.HeldBy ? held.Who : $"{held.Who} ({held.HeldBy})";

    /// <summary>Before terraform force-unlock.</summary>
    /// <param name="lockId">Null where none was given: terraform says so itself.</param>
    /// <exception cref="CliException">Nobody holds it, a run does, or somebody with another lock.</exception>
    public static async Task DemandAsync(CliContext context, ComponentInstance instance, string? lockId)
    {
        if (lockId is null) return;
        using var client = Online.Connect(context);
        try
        {
            if (await FindAsync(context, client, instance) is not { } held)
                throw new CliException($"The state of {instance.Name} in {instance.StackName} is not locked.", ExitCodes.NotFound, "`gaia state locks` shows the states that are.");
            if (held.RunId is { } run)
                throw new CliException(Sentence(instance, held), ExitCodes.Conflict, $"A lock is not taken from a run that works. `gaia runs cancel {run}` ends the run.");
            if (held.Id != lockId)
                throw new CliException($"{lockId} is not the lock of {instance.Name} in {instance.StackName}. {Sentence(instance, held)}", ExitCodes.Conflict, Advice(instance, held));
        }
        catch (GaiaApiException refusal)
        {
            throw Online.Refused(refusal);
        }
        catch (GaiaUnreachableException nobody)
        {
            throw Online.Unreachable(nobody);
        }
    }

    /// <summary>After terraform failed: where somebody holds the state, that is said, for terraform's own Lock Info is of its own attempt.</summary>
    public static async Task SayAsync(CliContext context, ComponentInstance instance)
    {
        using var client = Online.Connect(context);
        try
        {
            if (await FindAsync(context, client, instance) is not { } held) return;
            context.Error.WriteLine($"{Sentence(instance, held)} {(held.RunId is { } run ? $"`gaia runs cancel {run}` ends the run." : Advice(instance, held))}");
        }
        catch (Exception fault) when (fault is GaiaApiException or GaiaUnreachableException)
        {
            // Terraform has said what failed; who holds the state cannot be told besides.
        }
    }

    /// <summary>Before terraform changes something that another holds.</summary>
    public static CliException Refusal(ComponentInstance instance, StateLockResponse held) => new($"{Sentence(instance, held)} Terraform was not started.", ExitCodes.Conflict,
        held.RunId is { } run ? $"`gaia runs watch {run}` follows the run, `gaia runs cancel {run}` ends it." : Advice(instance, held), "-lock-timeout=5m waits for it.");

    private static async Task<StateLockResponse?> FindAsync(CliContext context, GaiaClient client, ComponentInstance instance)
    {
        try
        {
            return (await client.GetStateAsync(instance.StackName, instance.Name, StateKey.Of(instance.StateIdentity.ToString()), context.Token)).Lock;
        }
        catch (GaiaApiException refusal) when (refusal.Status == 404)
        {
            return null;
        }
    }

    private static string Sentence(ComponentInstance instance, StateLockResponse held) =>
        $"The state of {instance.Name} in {instance.StackName} is held by {Words(held)}{(held.RunId is null ? $", lock {held.Id}" : "")}, since {held.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.";

    private static string Advice(ComponentInstance instance, StateLockResponse held) =>
        $"If nobody works there any more: gaia terraform force-unlock {instance.Name} -s {instance.StackName} {held.Id}";
}
