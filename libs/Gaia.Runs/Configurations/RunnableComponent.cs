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
        if (instance.IsAbstract) throw RunErrors.Abstract(component, stack);
        if (!instance.IsEnabled) throw RunErrors.Disabled(component, stack);
        if (instance.IsLocked && !(operation is RunOperation.Plan && planOnly)) throw RunErrors.Locked(component, stack);
        if (!ComponentCode.IsIn(instance.AbsoluteFolder)) throw RunErrors.NoTerraformFiles(component, instance.Folder);
        foreach (var request in RunActions.Of(operation, planOnly)) ActionPlanner.Check(instance, request);
        return instance;
    }
}
