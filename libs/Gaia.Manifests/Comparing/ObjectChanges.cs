using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>The changes of one object, without what only the server writes, and without a Secret's values.</summary>
internal static class ObjectChanges
{
    private static readonly StringNode Sensitive = new("(sensitive)");
    private static readonly StringNode OtherSensitive = new("(sensitive, another value)");

    private static readonly string[] ServersOwn = ["managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink"];

    public static IReadOnlyList<FieldChange> Of(KubernetesObject there, KubernetesObject made, bool isLive)
    {
        var (before, after) = (Comparable(there), Comparable(made));
        // The server answers in a version of its choice.
        if (isLive) (before, after) = (before.Without("apiVersion"), after.Without("apiVersion"));
        var changes = new FieldComparison(made.Kind, bothWays: !isLive).Of(before, after);
        if (isLive)
        {
            var paths = changes.Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
            var earlier = OwnedFields.AppliedBefore(there) is { } applied ? Comparable(applied).Without("apiVersion") : null;
            changes = [.. changes, .. OwnedFields.Removed(there, before, after, earlier).Where(change => !paths.Contains(change.Path))];
        }
        return made is { Kind: "Secret", ApiVersion: "v1" } ? [.. changes.Select(Masked)] : changes;
    }

    private static MapNode Comparable(KubernetesObject one)
    {
        var content = one.Content.Without("status");
        if (content.Map("metadata") is { } metadata) content = content.With("metadata", ServersOwn.Aggregate(metadata, (map, key) => map.Without(key)));
        return one is { Kind: "Secret", ApiVersion: "v1" } && content.Map("stringData") is { } texts
            ? content.Without("stringData").With("data", texts.Aggregate(content.Map("data") ?? MapNode.Empty, (data, text) => data.With(text.Key, Encoded(text.Value))))
            : content;
    }

    private static StringNode Encoded(Node text) => new(Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()!)));

    private static FieldChange Masked(FieldChange change) =>
        change.Path == "data" || change.Path.StartsWith("data.", StringComparison.Ordinal) || change.Path.StartsWith("data[", StringComparison.Ordinal)
            || change.Path.Contains("last-applied-configuration", StringComparison.Ordinal) || change.Path == "metadata.annotations"
            ? change with { From = change.From is null ? null : Sensitive, To = change.To is null ? null : change.From is null ? Sensitive : OtherSensitive }
            : change;
}
