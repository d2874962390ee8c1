using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Comparing;

/// <summary>One field that would change. Values of Secrets are replaced before they get here.</summary>
/// <param name="Path">`spec.template.spec.containers[name=api].image`.</param>
/// <param name="From">Null: it is added.</param>
/// <param name="To">Null: it is removed.</param>
public sealed record FieldChange(string Path, Node? From, Node? To);

/// <param name="Fields">Ordered as they stand in the generated object, removals last; never empty.</param>
public sealed record ChangedObject(ObjectKey Key, IReadOnlyList<FieldChange> Fields);
