using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Manifests.Comparing;

/// <summary>
/// A difference for people, each line with its sign first:
/// <code>
/// + Service shop/api
/// ~ Deployment shop/web
///     ~ spec.replicas: 2 -> 3
/// - ConfigMap shop/old
///
/// Diff: 1 to add, 1 to change, 1 to remove, 12 unchanged
/// </code>
/// </summary>
public static class ObjectDiffText
{
    private const int Shown = 120;

    public static IEnumerable<string> Lines(ObjectDiff diff)
    {
        foreach (var key in diff.Added) yield return $"+ {key}";
        foreach (var one in diff.Changed)
        {
            yield return $"~ {one.Key}";
            foreach (var field in one.Fields) yield return $"    {Line(field)}";
        }
        foreach (var key in diff.Removed) yield return $"- {key}";
        if (!diff.IsEmpty) yield return "";
        yield return $"Diff: {diff.Added.Count} to add, {diff.Changed.Count} to change, {diff.Removed.Count} to remove, {diff.Unchanged.Count} unchanged";
    }

    private static string Line(FieldChange field) => field switch
    {
        { From: null } => $"+ {field.Path}: {Text(field.To)}",
        { To: null } => $"- {field.Path}: {Text(field.From)}",
        _ => $"~ {field.Path}: {Text(field.From)} -> {Text(field.To)}",
    };

    private static string Text(Node? node)
    {
        var text = NodeJson.Write(node!, indent: 0, escapeHtml: false).TrimEnd('\n');
        return text.Length <= Shown ? text : $"{text.AsSpan(0, Shown)}...";
    }
}
