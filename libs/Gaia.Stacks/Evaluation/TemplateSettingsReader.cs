using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;
using Gaia.Templates;

namespace Gaia.Stacks.Evaluation;

/// <summary>Template settings of one component: `templates.settings` of atmos.yaml with `settings.templates.settings` on top.</summary>
internal sealed class TemplateSettingsReader(MapNode common, TemplateHost host, TemplateFunctions functions)
{
    private TemplateSettings? shared;

    public TemplateSettings Of(MapNode section) => section.At("settings", "templates", "settings") is MapNode own
        ? Read(DeepMerge.Merge(common, own))
        : shared ??= Read(common);

    private TemplateSettings Read(MapNode settings)
    {
        var environment = settings.Map("env") is { Count: > 0 } extra && host.Environment is { } allowed
            ? new Dictionary<string, string>(allowed.Concat(extra.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString()!)))
                .GroupBy(pair => pair.Key).Select(group => group.Last()))
            : host.Environment;
        var options = new TemplateOptions
        {
            MissingKey = MissingKeyMode.NoValue,
            Functions = functions,
            Host = host with { Environment = environment },
            Datasources = Datasources(settings),
        };
        if (settings["delimiters"] is ListNode { Count: 2 } delimiters)
            options = options with { LeftDelimiter = delimiters[0].ToString()!, RightDelimiter = delimiters[1].ToString()! };
        var evaluations = settings["evaluations"] is IntNode count ? (int)Math.Clamp(count.Value, 1, 20) : 1;
        return new TemplateSettings(evaluations, options);
    }

    private static IReadOnlyDictionary<string, TemplateDatasource> Datasources(MapNode settings)
    {
        if (settings.At("gomplate", "datasources") is not MapNode { Count: > 0 } written) return new Dictionary<string, TemplateDatasource>();
        return written.Where(entry => entry.Value is MapNode).ToDictionary(entry => entry.Key, entry =>
        {
            var map = (MapNode)entry.Value;
            var headers = map.Map("headers")?.ToDictionary(header => header.Key,
                header => header.Value is ListNode { Count: > 0 } list ? string.Join(", ", list) : header.Value.ToString()!);
            return new TemplateDatasource(map.Text("url") ?? "", headers);
        });
    }
}

/// <param name="Evaluations">How many times a component is rendered.</param>
internal sealed record TemplateSettings(int Evaluations, TemplateOptions Options);
