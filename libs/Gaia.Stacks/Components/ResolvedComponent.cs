using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Components;

/// <summary>A component after merge and inheritance, before templates and functions.</summary>
/// <param name="Section">All sections, as `describe component` names them.</param>
/// <param name="Folder">Below the base path of its type; a base's metadata.component counts.</param>
/// <param name="Metadata">With the bases' where they pass it on.</param>
internal sealed record ResolvedComponent(MapNode Section, string Folder, MapNode Metadata, bool IsAbstract)
{
    public bool IsEnabled => Metadata.Flag("enabled") ?? true;

    public bool IsLocked => Metadata.Flag("locked") ?? false;
}
