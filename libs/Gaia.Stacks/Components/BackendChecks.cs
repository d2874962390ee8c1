using Gaia.Documents.Nodes;
using Gaia.Stacks.Manifests;

namespace Gaia.Stacks.Components;

/// <summary>
/// A remote state backend whose settings are for another type fails the whole repository, as in Atmos: every stack that
/// reads that state would look in the wrong place.
/// </summary>
internal sealed class BackendChecks
{
    private static readonly string[] Keys = ["backend_type", "remote_state_backend_type", "remote_state_backend"];

    private readonly WrittenComponents saying = new(Says);

    public void Check(Stack stack)
    {
        if (!stack.Imported.Types.Contains("terraform")) return;
        // Where no component says anything of it, all have what the stack says.
        var common = stack.Defaults("terraform");
        var some = saying.Any(stack.Imported);
        if (!some && !Backends.IsMismatch(common)) return;
        var components = stack.Components("terraform");
        var anyRemote = common["remote_state_backend"].Count > 0;
        var resolveAll = some && components.Any(entry => entry.Value is MapNode map && Says(map)
            && (anyRemote || map.PositionOf("remote_state_backend") >= 0 || map.PositionOf("metadata") >= 0));
        foreach (var entry in resolveAll ? components : components.Take(anyRemote ? 1 : 0)) stack.Resolve("terraform", entry.Key);
    }

    private static bool Says(MapNode component)
    {
        foreach (var key in Keys)
            if (component.PositionOf(key) >= 0)
                return true;
        return false;
    }
}
