using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Stacks.Hooks;
using Gaia.Terraform;
using Gaia.Terraform.Hooks;

namespace Gaia.Cli.Terraform;

/// <summary>After an apply: the hooks of the component that write its outputs to stores.</summary>
internal static class ApplyHooks
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(CliContext context, ActionPlan plan, IReadOnlyDictionary<string, string> environment)
    {
        if (plan.StoreHooks.Count == 0) return;
        var command = new ChildCommand(plan.Program, ["output", "-json"], plan.Folder, environment);
        context.Debug($"{command}   (in {command.Directory})");
        var (code, output, error) = await ProgramOutput.RunAsync(context, command, Longest);
        if (code != ExitCodes.Ok) throw new CliException($"The component was applied, but its outputs for the hooks cannot be read: {error.Trim()}");
        foreach (var hook in plan.StoreHooks)
            context.Error.WriteLine($"Stored {string.Join(", ", StoreOutputs.Run(plan.Instance, hook, OutputJson.Values(output), context.Token))} in {hook.Store}.");
    }
}
