using Gaia.Stacks;
using Gaia.Stacks.Components;

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
        if (!HasTerraform(instance.AbsoluteFolder)) throw RunErrors.NoTerraformFiles(component, instance.Folder);
        return instance;
    }

    private static bool HasTerraform(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any(file =>
        file.EndsWith(".tf", StringComparison.Ordinal) || file.EndsWith(".tf.json", StringComparison.Ordinal)
        || file.EndsWith(".tofu", StringComparison.Ordinal));
}
