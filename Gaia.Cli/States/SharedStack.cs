using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Contracts.Client;
using Gaia.Documents;

namespace Gaia.Cli.States;

/// <summary>
/// The stack that a state is shared with. Gaia takes any name, since it may be that of a stack which has not run yet; here the repository is asked as
/// well, so that a name with a typing error lets nobody in.
/// </summary>
internal static class SharedStack
{
    public static async Task DemandAsync(CliContext context, GaiaClient client, string stack)
    {
        var here = InRepository(context);
        if (here?.Contains(stack) == true || await HasRunAsync(context, client, stack) || await HasStateAsync(context, client, stack)) return;
        if (here is null)
        {
            context.Error.WriteLine($"Note: Gaia has no run and no state of a stack '{stack}', and there is no repository here that could have it. It is let in all the same.");
            return;
        }

        throw new CliException($"There is no stack '{stack}': this repository has none of that name, and Gaia has no run and no state of one.", ExitCodes.NotFound,
            NearestNames.Of(stack, here) is [var near, ..] ? $"Did you mean `{near}`?" : "`gaia list stacks` shows them.",
            "A stack of another repository that has not run yet: share from that one.");
    }

    /// <returns>Null: there is no repository here, or none that can be read.</returns>
    private static List<string>? InRepository(CliContext context)
    {
        try
        {
            return [.. Repository.Open(context).StackNames().Select(known => known.Name)];
        }
        catch (DocumentException fault)
        {
            context.Debug(fault.Message);
            return null;
        }
    }

    private static async Task<bool> HasRunAsync(CliContext context, GaiaClient client, string stack)
    {
        await foreach (var _ in client.ListRunsAsync(new RunQuery(stack), context.Token)) return true;
        return false;
    }

    private static async Task<bool> HasStateAsync(CliContext context, GaiaClient client, string stack)
    {
        await foreach (var _ in client.ListStatesAsync(new StateQuery(stack), context.Token)) return true;
        return false;
    }
}
