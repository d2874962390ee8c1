using System.Globalization;
using System.Text.Json;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>
/// What was applied of a live object and is generated no more. Applied by the server, that is in `metadata.managedFields`:
/// <c>{"manager":"gaia","operation":"Apply","fieldsV1":{"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:port":{}}}}}}</c>.
/// Applied by kubectl itself, it is in an annotation: there the server counts its defaults to kubectl's fields.
/// </summary>
internal sealed class OwnedFields(string kind)
{
    /// <summary>The annotation of `kubectl apply` without `--server-side`: the object as it was applied, as JSON.</summary>
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    // Who applies manifests for somebody; controllers that apply fields of their own have other names.
    private static readonly string[] Appliers = ["gaia", "kubectl", "argocd-controller", "helm"];

    private readonly List<FieldChange> removed = [];

    /// <summary>
    /// Whether it was applied and is still of use: what controllers made of it (pods, claims, endpoints) carries its labels and is not its own, and a Job that
    /// has done its work is what an earlier version leaves behind.
    /// </summary>
    public static bool IsApplied(KubernetesObject live) =>
        live.Content.At("metadata", "ownerReferences") is not ListNode { Count: > 0 } && !IsDone(live) && (AppliedBefore(live) is not null || Entries(live).Any());

    private static bool IsDone(KubernetesObject live) => live.Kind == "Job" &&
        (live.Content.At("status", "conditions") as ListNode ?? ListNode.Empty).OfType<MapNode>().Any(condition => condition.Text("type") == "Complete" && condition.Text("status") == "True");

    public static IReadOnlyList<FieldChange> Removed(KubernetesObject live, MapNode there, MapNode made, MapNode? appliedBefore)
    {
        var owned = new OwnedFields(live.Kind);
        foreach (var entry in Entries(live))
            if (entry.Map("fieldsV1") is { } fields)
                owned.Walk("", fields, there, made);
        if (appliedBefore is not null)
            owned.removed.AddRange(new FieldComparison(live.Kind, bothWays: true).Of(appliedBefore, made).Where(change => change.To is null));
        return [.. owned.removed.DistinctBy(change => change.Path)];
    }

    /// <summary>As kubectl itself applied it; null where the server did.</summary>
    public static KubernetesObject? AppliedBefore(KubernetesObject live) =>
        live.Content.At("metadata", "annotations", LastApplied) is StringNode { Value: var json } && Read(json) is MapNode before ? live with { Content = before } : null;

    // The entry for `status` or `scale` is not about what is applied.
    private static IEnumerable<MapNode> Entries(KubernetesObject live) =>
        (live.Content.At("metadata", "managedFields") as ListNode ?? ListNode.Empty).OfType<MapNode>()
        .Where(entry => entry.Text("operation") == "Apply" && Appliers.Contains(entry.Text("manager")) && entry.Text("subresource") is null or "");

    private void Walk(string path, MapNode fields, Node? there, Node? made)
    {
        foreach (var (step, below) in fields)
        {
            if (below is not MapNode inner || Find(step, path, there, made) is not { } place) continue;
            var isLeaf = inner.All(entry => entry.Key == ".");
            if (place.Made is null or NullNode && (isLeaf || (step.StartsWith("k:", StringComparison.Ordinal) && inner["."] is not null))) Remove(place.Path, place.There);
            else if (isLeaf) Surplus(place.Path, place.There, place.Made);
            else Walk(place.Path, inner, place.There, place.Made);
        }
    }

    /// <returns>Null where the live object has nothing there.</returns>
    private (string Path, Node There, Node? Made)? Find(string step, string path, Node? there, Node? made)
    {
        switch (step.Split(':', 2))
        {
            case ["f", var field]:
                return (there as MapNode)?[field] is { } value and not NullNode ? (FieldPath.Field(path, field), value, (made as MapNode)?[field]) : null;
            case ["k", var json] when Read(json) is MapNode keys:
                return Item(there, keys) is { } item ? (FieldPath.Item(path, Name(item, keys, path)), item, Item(made, keys)) : null;
            case ["v", var json] when Read(json) is { } wanted:
                return Among(there, wanted) is { } one ? (FieldPath.Item(path, wanted.ToString()!), one, Among(made, wanted)) : null;
            default:
                return null;
        }
    }

    private string Name(Node item, MapNode keys, string path) =>
        (ListKeys.Of(kind, path) is { } known ? ListKeys.KeyOf(item, known) : null) ?? string.Join(',', keys.Select(key => $"{key.Key}={key.Value}"));

    private static Node? Item(Node? list, MapNode keys) => (list as ListNode)?.OfType<MapNode>()
        .FirstOrDefault(item => keys.All(key => key.Value.Equals(item[key.Key] ?? (key.Key == "protocol" ? new StringNode("TCP") : null))));

    private static Node? Among(Node? list, Node wanted) => (list as ListNode)?.FirstOrDefault(item => item.Equals(wanted));

    // Owned as a whole: the server knows no owners below this.
    private void Surplus(string path, Node there, Node? made)
    {
        if (there is MapNode map && made is MapNode other)
            foreach (var (key, value) in map)
                if (other[key] is { } kept and not NullNode) Surplus(FieldPath.Field(path, key), value, kept);
                else if (!ServerDefaults.Has(kind, key, value)) Remove(FieldPath.Field(path, key), value);
        if (there is ListNode list && made is ListNode others && list.Count == others.Count)
            for (var i = 0; i < list.Count; i++)
                Surplus(FieldPath.Item(path, i.ToString(CultureInfo.InvariantCulture)), list[i], others[i]);
    }

    private void Remove(string path, Node there)
    {
        if (!FieldComparison.IsNothing(there)) removed.Add(new(path, there, null));
    }

    private static Node? Read(string json)
    {
        try
        {
            return JsonReader.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
