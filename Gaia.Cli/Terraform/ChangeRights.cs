using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.States;
using Gaia.Cli.Tokens;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>
/// Before terraform reads or changes something whose state Gaia keeps: it would learn that it may not read or save it, or that somebody else holds
/// it, when it has downloaded providers or made what nothing will remember.
/// </summary>
internal static class ChangeRights
{
    /// <param name="kept">Null where Gaia has no state for the component.</param>
    /// <param name="environment">Of terraform: TF_CLI_ARGS may have options.</param>
    /// <exception cref="CliException">The token may not read or change states, or somebody else holds this one.</exception>
    public static async Task DemandAsync(CliContext context, ActionPlan plan, StateResponse? kept, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        // Reading alone; what plans learns it from the state's backend.
        if (!plan.Verb.ChangesState && plan.Verb.First is not ("output" or "show" or "state")) return;
        var needed = plan.Verb.ChangesState ? Role.Operator : Role.Planner;
        var me = await WhoAsync(context);
        if (me.Role < needed)
            throw new CliException($"terraform {plan.Verb.Words} {(plan.Verb.ChangesState ? "changes" : "reads")} the state of {plan.Instance.Name} in {plan.Instance.StackName}, which Gaia keeps: "
                + $"that needs the role {TokenWords.Of(needed)}, and {me.Actor} is {TokenWords.Of(me.Role)}. Terraform was not started.", ExitCodes.NotAuthorised,
                "An admin makes a token of that role with `gaia tokens create`; `gaia login` stores it.");
        if (plan.Verb.ChangesState && kept?.Lock is { } held && !HasLockOption(arguments, environment)) throw StateHolder.Refusal(plan.Instance, held);
    }

    private static async Task<WhoamiResponse> WhoAsync(CliContext context)
    {
        using var client = Online.Connect(context);
        try
        {
            return await client.WhoamiAsync(context.Token);
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

    // -lock=false goes on without, -lock-timeout=1m waits.
    private static bool HasLockOption(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        arguments.Any(argument => argument.TrimStart('-').StartsWith("lock", StringComparison.Ordinal))
        || environment.Any(variable => variable.Key.StartsWith("TF_CLI_ARGS", StringComparison.Ordinal) && variable.Value.Contains("-lock", StringComparison.Ordinal));
}
