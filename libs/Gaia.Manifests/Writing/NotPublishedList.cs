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

    /// <summary>Names of the deployed environments that have it; empty: all.</summary>
    public static IReadOnlyList<string> Environments(Published published, NotPublished item) =>
        published.Deployed.All(environment => environment.Model.NotPublished.Contains(item))
            ? []
            : [.. published.Deployed.Where(environment => environment.Model.NotPublished.Contains(item)).Select(environment => environment.Name)];

    private static void Section(StringBuilder text, Published published, string title, string words, IReadOnlyList<NotPublished> items)
    {
        if (items.Count == 0) return;
        text.Append($"\n## {title}\n{words}\n\n| what | type | environments | why |\n|---|---|---|---|\n");
        foreach (var item in items) text.Append($"| `{item.Resource}` | `{item.Type}` | {Named(published, Environments(published, item))} | {Cell(item.Reason)} |\n");
    }

    private static string Named(Published published, IReadOnlyList<string> environments) =>
        environments.Count > 0 ? string.Join(", ", environments) : published.Deployed.Count == 1 ? published.Deployed[0].Name : "all";

    private static string Cell(string reason) => reason.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
