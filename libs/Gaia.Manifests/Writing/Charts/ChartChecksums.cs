using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>
/// Checksums on pods, made anew from what the chart's own ConfigMaps and Secret show: another value makes other pods, and a Job another Job. Only where
/// they give the checksums that the objects have.
/// </summary>
internal sealed class ChartChecksums(IReadOnlyList<ChartObject> all, string app)
{
    public const string Config = "checksum/config";

    /// <param name="key">`checksum/config` or `checksum/secrets`, of the pods of <paramref name="item"/>.</param>
    /// <param name="found">One for each environment; null where the pods have none.</param>
    public ChartChecksum? Of(ChartObject item, string key, IReadOnlyList<Node?> found) => item.Workload is not { } workload ? null : key switch
    {
        Config => Of(item, $"{app}.{workload}.config", found, Sources(workload), at => Content(Sources(workload), at)),
        "checksum/secrets" when Secret is { } secret => Of(item, $"{app}.{workload}.secrets", found, secret, at => Keys(item.Variants[at]!)),
        _ => null,
    };

    private ChartObject? Secret => all.FirstOrDefault(other => other.Kind == "Secret" && other.Sample.Name == $"{app}-secrets");

    private IReadOnlyList<(string Field, ChartObject Map)> Sources(string workload) =>
    [
        .. from source in new[] { ("env", Name: $"{workload}-config"), ("files", Name: $"{workload}-files") }
           from map in all.Where(other => other.Kind == "ConfigMap" && other.Sample.Name == source.Name)
           select (source.Item1, map),
    ];

    private static ChartChecksum? Of(ChartObject item, string name, IReadOnlyList<Node?> found, IReadOnlyList<(string Field, ChartObject Map)> sources, Func<int, MapNode> content)
    {
        for (var i = 0; i < item.Variants.Count; i++)
            if (item.Variants[i] is not null && !Equals(found[i], content(i) is { Count: > 0 } some ? new StringNode(Digest.Of(some, 64)) : null))
                return null;
        var text = new StringBuilder($"{{{{- define \"{name}\" }}}}\n{{{{- $all := dict }}}}\n");
        foreach (var (field, map) in sources) text.Append($"{{{{- with {Shown(map)}.data }}}}{{{{ $_ := set $all \"{field}\" . }}}}{{{{ end }}}}\n");
        return new(name, text.Append("{{- with $all }}{{ toJson . | sha256sum }}{{ end }}\n{{- end }}\n").ToString());
    }

    private static ChartChecksum? Of(ChartObject item, string name, IReadOnlyList<Node?> found, ChartObject secret, Func<int, IReadOnlyList<string>> keys)
    {
        for (var i = 0; i < item.Variants.Count; i++)
            if (item.Variants[i] is not null && !Equals(found[i], keys(i).Count == 0 ? null : secret.Variants[i] is { } values ? new StringNode(Digest.Of(Picked(values, keys(i)), 64)) : NullNode.Instance))
                return null;
        var all = Enumerable.Range(0, item.Variants.Count).Where(at => item.Variants[at] is not null).Select(keys).Where(some => some.Count > 0).ToList();
        if (all.Count == 0 || all.Exists(some => !some.SequenceEqual(all[0], StringComparer.Ordinal))) return null;
        var picked = string.Concat(all[0].Select(key => $" \"{key}\""));
        return new(name, $"{{{{- define \"{name}\" }}}}\n{{{{- pick {Shown(secret)}.stringData{picked} | toJson | sha256sum }}}}\n{{{{- end }}}}\n");
    }

    private static string Shown(ChartObject item) => $"(include (print .Template.BasePath \"/{item.Key}.yaml\") . | fromYaml)";

    private static MapNode Content(IReadOnlyList<(string Field, ChartObject Map)> sources, int environment) => new([.. sources
        .Where(source => source.Map.Variants[environment]?.Content.Map("data") is { Count: > 0 })
        .Select(source => KeyValuePair.Create(source.Field, source.Map.Variants[environment]!.Content["data"]!))]);

    private static MapNode Picked(KubernetesObject secret, IReadOnlyList<string> keys) =>
        new([.. secret.Content.MapAt("stringData").Where(entry => keys.Contains(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal)]);

    private static IReadOnlyList<string> Keys(KubernetesObject item) => [.. PodSpec.In([item]).SelectMany(pod => pod.Containers)
        .SelectMany(container => container.Spec.ItemsAt("env")).Select(variable => variable.TextAt("valueFrom", "secretKeyRef", "key")).OfType<string>()
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <param name="Name">Of the template that gives it; what that gives is empty where the pods have none.</param>
/// <param name="Define">The template.</param>
internal sealed record ChartChecksum(string Name, string Define);
