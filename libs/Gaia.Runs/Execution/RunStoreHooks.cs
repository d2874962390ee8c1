using Gaia.Runs.Terraform;
using Gaia.Stacks.Hooks;
using Gaia.Stacks.Processes;
using Gaia.Terraform.Hooks;

namespace Gaia.Runs.Execution;

/// <summary>After an apply: the hooks of the component that write its outputs to stores.</summary>
public sealed class RunStoreHooks
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    internal async Task RunAsync(RunSession session, PreparedComponent component)
    {
        if (component.Plan.StoreHooks.Count == 0) return;
        session.Phase("hooks");
        var command = new ShortCommand(component.Program, ["output", "-json"]) { Environment = component.Environment, Folder = component.Folder, Limit = Longest };
        var (code, output, errors) = await command.RunAsync(CancellationToken.None);
        if (code != 0) throw Failed($"its outputs cannot be read: {errors.Trim()}");
        foreach (var hook in component.Plan.StoreHooks)
        {
            try
            {
                var keys = StoreOutputs.Run(component.Plan.Instance, hook, OutputJson.Values(output), CancellationToken.None);
                session.Say($"Stored {string.Join(", ", keys)} in {hook.Store}.");
            }
            catch (Documents.DocumentException refused)
            {
                throw Failed($"the hook '{hook.Name}' failed: {refused.Describe()}");
            }
        }
    }

    private static RunFailure Failed(string why) => new($"The component was applied, but {why}", "Its state is stored. Correct the hook or the store and apply again: nothing will change but the store.");
}
