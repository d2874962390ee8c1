using Gaia.Runs.Terraform;
using Gaia.Stacks.Hooks;
using Gaia.Terraform.Hooks;

namespace Gaia.Runs.Execution;

/// <summary>After an apply: the hooks of the component that write its outputs to stores.</summary>
public sealed class RunStoreHooks(TerraformSteps steps)
{
    internal async Task RunAsync(RunSession session, PreparedComponent component)
    {
        if (component.Plan.StoreHooks.Count == 0) return;
        session.Phase("hooks");
        var (code, output, errors) = await steps.ShortAsync(session, component, ["output", "-json"], CancellationToken.None);
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
