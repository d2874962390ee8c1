using Gaia.Documents.Nodes;
using static Gaia.Manifests.Objects.Fields;

namespace Gaia.Manifests.Comparing;

/// <summary>A difference for programs: `added`, `changed` (with `fields` of `path`, `from`, `to`), `removed`, `unchanged`.</summary>
public static class ObjectDiffNodes
{
    public static MapNode Of(ObjectDiff diff) => Map(
        ("added", List(diff.Added.Select(key => (Node)Key(key)))),
        ("changed", List(diff.Changed.Select(one => (Node)Key(one.Key).With("fields", List(one.Fields.Select(Field)))))),
        ("removed", List(diff.Removed.Select(key => (Node)Key(key)))),
        ("unchanged", List(diff.Unchanged.Select(key => (Node)Key(key)))));

    private static MapNode Key(ObjectKey key) => Map(("group", key.Group), ("kind", key.Kind), ("namespace", key.Namespace), ("name", key.Name));

    private static Node Field(FieldChange field) => Map(("path", field.Path), ("from", field.From), ("to", field.To));
}
