using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Runs.Execution;

/// <summary>Outputs of the states that this worker keeps in place of local backends: what `!terraform.state` of another component reads.</summary>
internal static class KeptStates
{
    public static Func<ComponentInstance, CancellationToken, KnownOutputs?> Of(RunsOptions options) => (instance, _) =>
    {
        var folder = options.DataPath("state", LocalState.FolderName(instance.StateIdentity.ToString()));
        var path = LocalState.StateIn(folder, instance.Workspace);
        return File.Exists(path) ? KnownOutputs.OfState(File.ReadAllBytes(path)) : null;
    };
}
