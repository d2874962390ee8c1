using Gaia.Documents;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Toml;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;
using Gaia.Templates.Functions.Sprig;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Text to values and back. Numbers without a fraction stay whole, as gomplate reads JSON with its YAML reader.</summary>
internal static class GomplateData
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("data.JSON", 1, call => Expect<MapNode>(call, Json(call, Convert.Text(call, 0)), "map"));
        table.Add("data.JSONArray", 1, call => Expect<ListNode>(call, Json(call, Convert.Text(call, 0)), "list"));
        table.Add("data.YAML", 1, call => Expect<MapNode>(call, Yaml(call, Convert.Text(call, 0)), "map"));
        table.Add("data.YAMLArray", 1, call => Expect<ListNode>(call, Yaml(call, Convert.Text(call, 0)), "list"));
        table.Add("data.ToJSON", 1, call => Make.Text(JsonFunctions.Write(call, 0, escapeHtml: false)));
        table.Add("data.ToJSONPretty", 2, call => Make.Text(Pretty(call)));
        table.Add("data.ToYAML", 1, call => Make.Text(ToYaml(call, 0)));
        table.Add("data.TOML", 1, call => Toml(call, Convert.Text(call, 0)));
        table.Add("data.ToTOML", 1, call => Make.Text(ToToml(call)));
        table.Add("data.CSV", 1, 2, call => Make.List(Rows(call).Select(Node (row) => Make.Texts(row))));
        table.Add("data.CSVByRow", 1, 2, call => ByRow(Rows(call)));
        table.Add("data.CSVByColumn", 1, 2, call => ByColumn(Rows(call)));
        table.Add("data.ToCSV", 1, 2, call => Make.Text(Csv.Write(call.List(call.Count - 1).OfType<ListNode>().Select(row => row.Select(Convert.Text)), Delimiter(call))));
        (string Name, string Alias)[] aliases =
        [
            ("JSON", "json"), ("JSONArray", "jsonArray"), ("YAML", "yaml"), ("YAMLArray", "yamlArray"), ("ToJSON", "toJSON"), ("ToJSONPretty", "toJSONPretty"),
            ("ToYAML", "toYAML"), ("TOML", "toml"), ("ToTOML", "toTOML"), ("CSV", "csv"), ("CSVByRow", "csvByRow"), ("CSVByColumn", "csvByColumn"), ("ToCSV", "toCSV"),
        ];
        foreach (var (name, alias) in aliases) table.Alias($"data.{name}", alias);
        // Helm's names, which people expect beside Sprig's.
        table.Add("toYaml", 1, call => Make.Text(ToYaml(call, 0).TrimEnd('\n')));
        table.Add("fromYaml", 1, call => Yaml(call, Convert.Text(call, 0)));
        table.Alias("fromYaml", "fromYamlArray");
    }

    public static Node Json(TemplateCall call, string text)
    {
        call.Charge(Cost.Parse(text));
        return JsonReader.TryRead(text, wholeNumbers: true, out var value, out var fault) ? value : throw call.Fail($"no JSON: {fault}");
    }

    public static Node Yaml(TemplateCall call, string text)
    {
        call.Charge(Cost.Parse(text));
        try
        {
            return YamlReader.Read(text);
        }
        catch (DocumentException fault)
        {
            throw call.Fail($"no YAML: {fault.Message}");
        }
    }

    public static Node Toml(TemplateCall call, string text)
    {
        call.Charge(Cost.Parse(text));
        return TomlReader.TryRead(text, out var value, out var fault) ? value : throw call.Fail($"no TOML: {fault}");
    }

    public static ListNode ByRow(List<List<string>> rows)
    {
        if (rows.Count == 0) return ListNode.Empty;
        return Make.List(rows.Skip(1).Select(Node (row) => new MapNode(rows[0].Zip(row).DistinctBy(pair => pair.First)
            .Select(pair => KeyValuePair.Create<string, Node>(pair.First, Make.Text(pair.Second))).ToArray())));
    }

    private static MapNode ByColumn(List<List<string>> rows) => rows.Count == 0 ? MapNode.Empty
        : new MapNode(rows[0].Select((name, i) => (name, i)).DistinctBy(column => column.name)
            .Select(column => KeyValuePair.Create<string, Node>(column.name, Make.Texts(rows.Skip(1).Select(row => row.ElementAtOrDefault(column.i) ?? "")))).ToArray());

    private static List<List<string>> Rows(TemplateCall call)
    {
        var text = Convert.Text(call, call.Count - 1);
        call.Charge(Cost.Parse(text));
        return Csv.Read(text, Delimiter(call));
    }

    private static char Delimiter(TemplateCall call) => call.Count == 2 && call[0] is StringNode { Value.Length: 1 } text ? text.Value[0] : ',';

    private static string Pretty(TemplateCall call)
    {
        call.Allow(Weight.Of(call[1]));
        var text = NodeJson.Write(Shape.Freeze(call[1]), 1, escapeHtml: false);
        call.Allow(call.String(0).Length, text.Split('\n').Sum(line => (long)line.Length - line.TrimStart(' ').Length), text.Length);
        return string.Join('\n', text.Split('\n').Select(line => string.Concat(Enumerable.Repeat(call.String(0), line.Length - line.TrimStart(' ').Length)) + line.TrimStart(' ')));
    }

    private static string ToYaml(TemplateCall call, int position)
    {
        call.Allow(Weight.Of(call[position]));
        return NodeYaml.Write(Shape.Freeze(call[position]));
    }

    private static string ToToml(TemplateCall call)
    {
        call.Allow(Weight.Of(call[0]));
        return Shape.IsMap(call[0]) ? TomlWriter.Write((MapNode)Shape.Freeze(call[0])) : throw call.Fail($"expected a map, got a {call[0].Kind}");
    }

    private static Node Expect<T>(TemplateCall call, Node value, string kind) where T : Node =>
        value as T ?? throw call.Fail($"expected a {kind}, got a {value.Kind}");
}
