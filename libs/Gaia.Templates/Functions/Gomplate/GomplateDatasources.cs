using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Named sources of data that atmos.yaml declares, or that a template defines for itself.</summary>
internal static class GomplateDatasources
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("datasource", 1, 2, call => Read(call));
        table.Alias("datasource", "ds", "atmos.GomplateDatasource");
        table.Add("include", 1, 2, call => Make.Text(Fetch(call).Text));
        table.Add("datasourceExists", 1, call => Make.Bool(call.Options.Datasources.ContainsKey(call.String(0)) || call.Execution.Defined.ContainsKey(call.String(0))));
        table.Add("datasourceReachable", 1, 2, call => Make.Bool(IsReachable(call)));
        table.Add("listDatasources", 0, call => Make.Texts(call.Options.Datasources.Keys.Concat(call.Execution.Defined.Keys).Distinct().Order(StringComparer.Ordinal)));
        table.Add("defineDatasource", 2, call =>
        {
            if (!call.Options.Datasources.ContainsKey(call.String(0))) call.Execution.Defined.TryAdd(call.String(0), new TemplateDatasource(call.String(1)));
            return Make.Text("");
        });
    }

    private static Node Read(TemplateCall call)
    {
        var (text, mediaType) = Fetch(call);
        return Parse(call, text, mediaType ?? "text/plain");
    }

    private static (string Text, string? MediaType) Fetch(TemplateCall call)
    {
        var alias = call.String(0);
        if (!call.Options.Datasources.TryGetValue(alias, out var source) && !call.Execution.Defined.TryGetValue(alias, out source))
            source = alias.Contains("://", StringComparison.Ordinal) ? new TemplateDatasource(alias) : throw call.Fail($"undefined datasource '{alias}'");
        return DatasourceReader.Read(call, source, call.Count > 1 ? Convert.Text(call, 1) : "");
    }

    private static bool IsReachable(TemplateCall call)
    {
        try
        {
            Read(call);
            return true;
        }
        catch (TemplateCallException)
        {
            return false;
        }
    }

    private static Node Parse(TemplateCall call, string text, string mediaType)
    {
        var kind = mediaType.Split(';')[0].Trim().ToLowerInvariant();
        if (kind == "application/json" || kind.EndsWith("+json", StringComparison.Ordinal)) return GomplateData.Json(call, text);
        return kind switch
        {
            "application/array+json" => GomplateData.Json(call, text),
            "application/yaml" or "application/x-yaml" or "text/yaml" or "text/x-yaml" => GomplateData.Yaml(call, text),
            "application/toml" or "text/toml" or "text/x-toml" => GomplateData.Toml(call, text),
            "text/csv" => Make.List(Csv.Read(text, ',').Select(Node (row) => Make.Texts(row))),
            "application/x-env" => Env(text),
            _ => Make.Text(text),
        };
    }

    // NAME=value lines of an .env file.
    private static MapNode Env(string text) => new(text.Split('\n').Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#' && line.Contains('='))
        .Select(line => KeyValuePair.Create(line[..line.IndexOf('=')].Replace("export ", "").Trim(), line[(line.IndexOf('=') + 1)..].Trim().Trim('"', '\'')))
        .DistinctBy(entry => entry.Key).Select(entry => KeyValuePair.Create<string, Node>(entry.Key, Make.Text(entry.Value))).ToArray());
}
