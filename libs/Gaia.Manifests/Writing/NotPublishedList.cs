using System.Text;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Writing;

/// <summary>`NOT-PUBLISHED.md`: what of the manifest is not in the objects, and why. Not written if everything is.</summary>
public static class NotPublishedList
{
    public const string FileName = "NOT-PUBLISHED.md";

    public static OutputFile? Write(Published published)
    {
        var all = Of(published);
        if (all.Count == 0) return null;
        var text = new StringBuilder("# Not published\n");
        Section(text, "Needs help", "Something does not work without it.", [.. all.Where(item => item.IsLoss)]);
        Section(text, "Done another way", "Nothing has to be done.", [.. all.Where(item => !item.IsLoss)]);
        return new(FileName, text.ToString());
    }

    /// <summary>Of all environments, each once; what needs help first.</summary>
    public static IReadOnlyList<NotPublished> Of(Published published) => [.. published.All
        .SelectMany(environment => environment.Model.NotPublished).Distinct()
        .OrderByDescending(item => item.IsLoss).ThenBy(item => item.Resource, StringComparer.Ordinal).ThenBy(item => item.Reason, StringComparer.Ordinal)];

    private static void Section(StringBuilder text, string title, string words, IReadOnlyList<NotPublished> items)
    {
        if (items.Count == 0) return;
        text.Append($"\n## {title}\n{words}\n\n| what | type | why |\n|---|---|---|\n");
        foreach (var item in items) text.Append($"| `{item.Resource}` | `{item.Type}` | {Cell(item.Reason)} |\n");
    }

    private static string Cell(string reason) => reason.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
