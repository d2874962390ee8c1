using Gaia.Cli.Hosting;
using Gaia.Cli.States;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Terraform;
using Gaia.Terraform.Code;

namespace Gaia.Cli.Eject;

/// <summary>Which states are ejected. All is evaluated here, before anything is written.</summary>
internal sealed class EjectSelection(CliContext context, AtmosRepository repository)
{
    private static readonly TerraformVerb PlanVerb = TerraformVerb.All.Single(verb => verb.Words == "plan");

    /// <exception cref="CliException">Its state lives elsewhere, or nobody has one.</exception>
    public async Task<EjectedState> OneAsync(GaiaClient client, ComponentInstance instance)
    {
        var file = LocalStateFile.Of(instance);
        var plan = Plan(instance);
        if (plan.Backend != ActionPlan.LocalBackend)
            throw new CliException($"The state of {instance.Name} in {instance.StackName} is in the backend {plan.Backend} of its code, not in Gaia.", ExitCodes.WrongUse);
        var kept = await FindAsync(client, file);
        if (kept is null && !File.Exists(file.Path) && await HolderAsync(client, file) is { } held)
            throw new CliException($"Gaia has no state of {instance.Name} in {instance.StackName} yet, and {held.Who} holds it: {held.Operation}.", ExitCodes.Conflict, "Wait for its end.");
        return kept is not null || File.Exists(file.Path) ? new(instance, plan, file, kept)
            : throw new CliException($"Gaia keeps no state of {instance.Name} in {instance.StackName}.", ExitCodes.NotFound, "`gaia state list` shows those there are.");
    }

    public async Task<IReadOnlyList<EjectedState>> AllAsync(GaiaClient client, string? stack)
    {
        var kept = new Dictionary<string, StateResponse>(StringComparer.Ordinal);
        await foreach (var state in client.ListStatesAsync(new(stack), context.Token)) if (state.Version > 0) kept[state.Id] = state;
        var chosen = new List<EjectedState>();
        foreach (var instance in repository.Instances(new InstanceFilter { Stack = stack, Types = ["terraform"] }).Where(instance => !instance.IsAbstract && IsLocal(instance)))
            if (kept.Remove(StateKey.Of(instance.StateIdentity.ToString()), out var state) && Plan(instance) is { Backend: ActionPlan.LocalBackend } plan)
                chosen.Add(new(instance, plan, LocalStateFile.Of(instance), state));
        foreach (var state in kept.Values) context.Error.WriteLine($"Left alone: {state.Component} in {state.Stack}, which no manifest has here, or not with this state ({state.StateIdentity ?? state.Id}).");
        return chosen;
    }

    private static bool IsLocal(ComponentInstance instance) => instance.StateIdentity.Backend.StartsWith("local:", StringComparison.Ordinal);

    private ActionPlan Plan(ComponentInstance instance) => ActionPlanner.Of(
        repository.Configuration, instance, ComponentCode.Read(repository.Configuration.Root, instance.AbsoluteFolder), new(PlanVerb, []) { Identity = "false" }, context.Token);

    private async Task<StateLockResponse?> HolderAsync(GaiaClient client, LocalStateFile file)
    {
        await foreach (var state in client.ListStatesAsync(new(file.Stack, file.Component), context.Token))
            if (state.Id == StateKey.Of(file.Identity)) return state.Lock;
        return null;
    }

    private async Task<StateResponse?> FindAsync(GaiaClient client, LocalStateFile file)
    {
        try
        {
            return await client.GetStateAsync(file.Stack, file.Component, StateKey.Of(file.Identity), context.Token);
        }
        catch (GaiaApiException refusal) when (refusal.Status == 404)
        {
            return null;
        }
    }
}
