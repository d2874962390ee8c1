using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Stores;

internal static class StoreErrors
{
    public static StacksInvalidException Unknown(string name, IEnumerable<string> known) =>
        new("store.unknown", known.Any() ? $"there is no store '{name}' in atmos.yaml; known are {string.Join(", ", known)}" : $"there is no store '{name}': atmos.yaml configures none");

    public static StacksInvalidException Options(string name, string reason, SourceMark mark) => new("store.options", $"store '{name}': {reason}", mark);

    public static StacksInvalidException Failed(string what, string reason, Exception? inner = null) => new("store.failed", $"{what}: {reason}", default, null, inner);
}
