using System.Text;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Writing;

/// <summary>`NOT-PUBLISHED.md`: what of the manifest is not in the objects, where, and why. Not written if everything is.</summary>
public static class NotPublishedList
{
    public const string FileName = "NOT-PUBLISHED.md";

    public static OutputFile? Write(Published published)
    {
        var all = Of(published);
        if (all.Count == 0) return null;
        var text = new StringBuilder("# Not published\n");
        Section(text, published, "Needs help", "Something does not work without it.", [.. all.Where(item => item.IsLoss)]);
        Section(text, published, "Otherwise than in the manifest", "The rest works without it. What a line names can be set.", [.. all.Where(item => !item.IsLoss)]);
        return new(FileName, text.ToString());
    }

    /// <summary>Of all environments that are deployed, each once; what needs help first.</summary>
    public static IReadOnlyList<NotPublished> Of(Published published) => [.. published.Deployed
        .SelectMany(environment => environment.Model.NotPublished).Distinct()
        .OrderByDescending(item => item.IsLoss).ThenBy(item => item.Resource, StringComparer.Ordinal).ThenBy(item => item.Reason, StringComparer.Ordinal)];

    private static void Section(StringBuilder text, Published published, string title, string words, IReadOnlyList<NotPublished> items)
    {
        if (items.Count == 0) return;
        text.Append($"\n## {title}\n{words}\n\n| what | type | environments | why |\n|---|---|---|---|\n");
        foreach (var item in items) text.Append($"| `{item.Resource}` | `{item.Type}` | {Environments(published, item)} | {Cell(item.Reason)} |\n");
    }

    private static string Environments(Published published, NotPublished item)
    {
        var those = published.Deployed.Where(environment => environment.Model.NotPublished.Contains(item)).Select(environment => environment.Name).ToList();
        return those.Count > 1 && those.Count == published.Deployed.Count ? "all" : string.Join(", ", those);
    }

    private static string Cell(string reason) => reason.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
