using Gaia.Documents.Nodes;
using Gaia.Stacks.Evaluation;
using Gaia.Templates;

namespace Gaia.Vendoring;

/// <summary>One entry of spec.sources.</summary>
internal static class VendorEntries
{
    public static VendorSource Source(VendorOptions options, MapNode entry, string file)
    {
        var (component, version) = (entry.Text("component"), Version(entry));
        var source = entry.Text("source") ?? throw VendorErrors.Manifest("a source needs 'source'", entry.Mark);
        var targets = Texts(entry, "targets");
        if (targets.Count == 0) throw VendorErrors.Manifest("a source needs 'targets'", entry.Mark);
        return new VendorSource(component, Render(source, component, version, entry.Mark), version,
            targets.Select(target => Inside(options, Render(target, component, version, entry.Mark), entry.Mark)).ToArray(),
            Texts(entry, "included_paths"), Texts(entry, "excluded_paths"), Texts(entry, "tags"), Path.GetDirectoryName(file)!, null, entry.Mark);
    }

    /// <summary>Versions are often written without quotes: 1.10 would lose its zero if it were read as a number.</summary>
    public static string? Version(MapNode entry) => entry["version"] switch
    {
        null or NullNode => null,
        StringNode text => text.Value,
        FloatNode number => throw VendorErrors.Manifest($"write the version {number} in quotes", number.Mark),
        var other => other.ToString(),
    };

    public static IReadOnlyList<string> Texts(MapNode entry, string key) => entry[key] switch
    {
        null or NullNode => [],
        ListNode list => list.Select(item => item is StringNode text ? text.Value : throw VendorErrors.Manifest($"'{key}' must be a list of strings", item.Mark)).ToArray(),
        var other => throw VendorErrors.Manifest($"'{key}' must be a list", other.Mark),
    };

    public static string Render(string text, string? component, string? version, SourceMark mark) => TemplateEngine.Render(text,
        new MapNode([KeyValuePair.Create<string, Node>("Component", new StringNode(component ?? "")), KeyValuePair.Create<string, Node>("Version", new StringNode(version ?? ""))]),
        new TemplateOptions { Host = TemplateHosts.Closed, Origin = mark, MissingKey = MissingKeyMode.Error });

    private static string Inside(VendorOptions options, string target, SourceMark mark)
    {
        var full = Path.GetFullPath(target, options.BasePath);
        return full.StartsWith(options.BasePath.TrimEnd('/') + "/", StringComparison.Ordinal)
            ? full
            : throw VendorErrors.Manifest($"the target '{target}' lies outside of the repository", mark);
    }
}
