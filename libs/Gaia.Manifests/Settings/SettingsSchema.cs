using System.Text;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;

namespace Gaia.Manifests.Settings;

/// <summary>The JSON schema of deploy/settings.yaml.</summary>
public static class SettingsSchema
{
    private const string Resource = "Gaia.Manifests.settings.schema.json";

    private static readonly Lazy<string> Written = new(ReadText);
    private static readonly Lazy<MapNode> Parsed = new(() => (MapNode)JsonReader.Read(Written.Value));
    private static readonly Lazy<JsonSchema> Rules = new(() => JsonSchema.Compile(Parsed.Value));

    /// <summary>As it is given to editors.</summary>
    public static string Text => Written.Value;

    internal static JsonSchema Compiled => Rules.Value;

    /// <summary>What the schema of a value calls it: "a port, 1 to 65535". Null if it has no words for it.</summary>
    /// <param name="keyword">JSON pointer of a keyword: `/$defs/host/pattern`.</param>
    internal static string? TitleBeside(string keyword)
    {
        Node? at = Parsed.Value;
        foreach (var step in keyword.Split('/')[1..^1])
            at = at switch
            {
                MapNode map => map[step],
                ListNode list when int.TryParse(step, out var index) => list[index],
                _ => null,
            };
        return (at as MapNode)?.Text("title");
    }

    private static string ReadText()
    {
        using var stream = typeof(SettingsSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing from the library");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
