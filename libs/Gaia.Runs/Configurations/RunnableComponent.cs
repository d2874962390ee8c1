using Gaia.Runs.Execution;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Terraform;
using Gaia.Terraform.Code;

namespace Gaia.Runs.Configurations;

/// <summary>Finds the instance a run is about, and refuses what cannot be run.</summary>
internal static class RunnableComponent
{
    public static ComponentInstance Find(AtmosRepository repository, string component, string stack, RunOperation operation, bool planOnly)
    {
        var instance = repository.Find(component, stack);
        if (instance.Type != "terraform") throw RunErrors.NotTerraform(component, instance.Type);
        if (!instance.IsEnabled) throw RunErrors.Disabled(component, stack);
        foreach (var request in RunActions.Of(operation, planOnly)) ActionPlanner.Check(instance, request);
        ComponentCode.Demand(repository.Configuration, instance);
        return instance;
    }
}
