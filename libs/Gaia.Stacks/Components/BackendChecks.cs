using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Components;

/// <summary>
/// A remote state backend whose settings are for another type fails the whole repository, as in Atmos: every stack that
/// reads that state would look in the wrong place.
/// </summary>
internal static class BackendChecks
{
    private static readonly string[] Keys = ["backend_type", "remote_state_backend_type", "remote_state_backend"];

    public static void Check(Stack stack)
    {
        var components = stack.Components("terraform");
        if (components.Count == 0) return;
        var common = stack.Defaults("terraform")["remote_state_backend"].Count > 0;
        var resolveAll = components.Any(entry => entry.Value is MapNode map && Array.Exists(Keys, key => map.PositionOf(key) >= 0)
            && (common || map.PositionOf("remote_state_backend") >= 0 || map.PositionOf("metadata") >= 0));
        foreach (var entry in resolveAll ? components : components.Take(common ? 1 : 0)) stack.Resolve("terraform", entry.Key);
    }
}
