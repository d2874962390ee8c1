using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Labels, annotations and what selects by them.</summary>
internal static partial class LabelChecks
{
    public static IEnumerable<Finding> Of(Inventory inventory) => inventory.Objects.SelectMany(item =>
        Labels(item, item.Content.MapAt("metadata", "labels"))
            .Concat(Labels(item, item.Content.MapAt("spec", "template", "metadata", "labels")))
            .Concat(Labels(item, item.Content.MapAt("spec", "selector", "matchLabels")))
            .Concat(Annotations(item, item.Content.MapAt("metadata", "annotations")))
            .Concat(Annotations(item, item.Content.MapAt("spec", "template", "metadata", "annotations"))));

    private static IEnumerable<Finding> Labels(KubernetesObject item, MapNode labels)
    {
        foreach (var (key, value) in labels)
        {
            if (!IsKey(key)) yield return new("label.key", item.Title(), null, $"'{key}' cannot be the key of a label.");
            if (value is not StringNode { Value: var text } || text.Length > 63 || !ValuePattern().IsMatch(text))
                yield return new("label.value", item.Title(), null, $"Label {key} has the value '{value}', which is not at most 63 letters, digits, dashes, underscores and dots with a letter or digit at both ends.");
        }
    }

    private static IEnumerable<Finding> Annotations(KubernetesObject item, MapNode annotations)
    {
        foreach (var (key, value) in annotations)
        {
            if (!IsKey(key)) yield return new("annotation.key", item.Title(), null, $"'{key}' cannot be the key of an annotation.");
            if (value is not StringNode) yield return new("annotation.value", item.Title(), null, $"Annotation {key} is {value.KindWords}. It has to be a string.");
        }
    }

    /// <summary>`name` or `prefix.of.dns/name`.</summary>
    private static bool IsKey(string key)
    {
        var slash = key.IndexOf('/');
        return NamePattern().IsMatch(key[(slash + 1)..]) && key.Length - slash - 1 <= 63 && (slash < 0 || PrefixPattern().IsMatch(key[..slash]));
    }

    [GeneratedRegex(@"^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?\z")]
    private static partial Regex ValuePattern();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\z")]
    private static partial Regex PrefixPattern();
}
