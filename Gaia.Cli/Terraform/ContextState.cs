using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.States;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Stacks.Components;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>The state of a component without a backend of its own: with a context Gaia keeps it, wherever terraform runs.</summary>
internal static class ContextState
{
    /// <summary>Null without a context.</summary>
    public static GaiaState? Of(CliContext context, ComponentInstance instance)
    {
        if (ActiveContext.Of(context) is not { Exists: true } active) return null;
        var identity = instance.StateIdentity.ToString();
        var path = Routes.StateBackend(instance.StackName, instance.Name, StateKey.Of(identity));
        return new(new Uri(active.Api, $"{path}?identity={Uri.EscapeDataString(identity)}"), active.Token);
    }

    /// <summary>
    /// Asked before terraform is: it would wait long for an API that is not there, and says little of a refusal. A state file in the
    /// component's folder would be forgotten once Gaia keeps the state: it is adopted first, or put away.
    /// </summary>
    /// <param name="reader">Who takes outputs of it; null where it is run itself.</param>
    /// <returns>What Gaia keeps; null where it has no state for the component.</returns>
    /// <exception cref="CliException">The API does not answer or refuses; or there is such a file, and Gaia has no state for the component.</exception>
    public static async Task<StateResponse?> DemandAsync(CliContext context, ComponentInstance instance, ComponentInstance? reader = null)
    {
        using var client = Online.Connect(context);
        try
        {
            return await client.GetStateAsync(instance.StackName, instance.Name, StateKey.Of(instance.StateIdentity.ToString()), context.Token);
        }
        catch (GaiaApiException refusal) when (refusal.Status == 404)
        {
            if (Lying(instance) is { } file)
                throw new CliException($"{file.Path} holds the state of {instance.Name} in {instance.StackName}, and the Gaia at {ApiAddress.Text(client.Url)} has none: "
                    + (reader is null ? "going on would make everything a second time." : $"{reader.Name} would read nothing of it there."), ExitCodes.Conflict,
                    $"`gaia state adopt {instance.Name} -s {instance.StackName}` gives it to Gaia; --context none works with the file.");
            return null;
        }
        catch (GaiaApiException refusal)
        {
            throw Online.Refused(refusal, ActiveContext.Of(context));
        }
        catch (GaiaUnreachableException nobody)
        {
            throw Online.Unreachable(nobody, ActiveContext.Of(context));
        }
    }

    /// <summary>A state file in the component's folder that holds something.</summary>
    public static LocalStateFile? Lying(ComponentInstance instance) => instance.StateIdentity.Backend.StartsWith("local:", StringComparison.Ordinal)
        && LocalStateFile.Of(instance) is var file && file.HoldsResources() ? file : null;
}
