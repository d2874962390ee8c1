using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>Fills settings from the outputs of a stack's terraform component.</summary>
public static class SettingsOutputs
{
    /// <param name="outputs">What `terraform output -json` writes ({name: {value, sensitive, type}}), or plain values by name.</param>
    /// <param name="mark">Where they come from: the file, or the stack and component, in errors.</param>
    /// <param name="environment">Whose settings they fill; null: those of every environment and of the file's own level.</param>
    /// <exception cref="ManifestFaultsException">
    /// All at once: `output.missing`, `output.shape`, `secret.in-plain` (a sensitive output would stand in a manifest), and settings that the values make invalid.
    /// </exception>
    /// <exception cref="ManifestException">`settings.unknown-environment`.</exception>
    public static DeploySettings Apply(DeploySettings settings, MapNode outputs, SourceMark mark, string? environment = null)
    {
        var faults = new SettingsFaults();
        var source = new OutputSource(outputs, mark.File ?? "what was given as outputs");
        var levels = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        foreach (var name in environment is null ? settings.Levels : [environment])
        {
            var level = settings.Level(name);
            if (!OutputReferences.Texts(level).Any()) continue;
            levels[name] = WithTexts((MapNode)Fill(level, source, faults));
            faults.AddLevel(levels[name], name);
        }

        faults.ThrowIfAny();
        return settings.With(levels);
    }

    internal static void RefuseOpen(MapNode level, string environment)
    {
        var open = OutputReferences.Texts(level).ToList();
        if (open.Count == 0) return;
        var names = open.SelectMany(OutputReferences.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        throw new ManifestFaultsException([new("outputs.not-given",
            $"The settings of '{environment}' take values from terraform outputs ({string.Join(", ", names)}), and none were given. Give them with --from-outputs STACK-COMPONENT.", open[0].Mark)]);
    }

    private static Node Fill(Node node, OutputSource source, SettingsFaults faults) => node switch
    {
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Fill(entry.Value, source, faults)))], map.Mark),
        ListNode list => new ListNode([.. list.Select(item => Fill(item, source, faults))], list.Mark),
        StringNode text when OutputReferences.AreIn(text.Value) => Fill(text, source, faults),
        _ => node,
    };

    // What cannot be filled stays as it is, which is passed over by the checks that follow.
    private static Node Fill(StringNode text, OutputSource source, SettingsFaults faults)
    {
        if (OutputReferences.Only(text.Value) is { } only)
            return Found(only) is { } whole ? Marked(whole, text.Mark) : text;
        return new StringNode(OutputReferences.Replace(text.Value, match => Found(match) is { } part ? InText(match, part) : match.Value), text.Mark);

        Node? Found(Match match) => source.Find(OutputReferences.Steps(match), fault => faults.Add(fault with { Mark = text.Mark }));

        string InText(Match match, Node part)
        {
            if (part is not (MapNode or ListNode)) return part.ToString()!;
            faults.Add(new("output.shape", $"{match.Value} is {part.KindWords} and stands within a text. Name one of its values: {OutputSource.Inside(part)}.", text.Mark));
            return match.Value;
        }
    }

    private static Node Marked(Node node, SourceMark mark) => node switch
    {
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Marked(entry.Value, mark)))], mark),
        ListNode list => new ListNode([.. list.Select(item => Marked(item, mark))], mark),
        StringNode text => new StringNode(text.Value, mark),
        IntNode number => new IntNode(number.Value, mark),
        FloatNode number => new FloatNode(number.Value, mark),
        BoolNode flag => new BoolNode(flag.Value, mark),
        _ => new NullNode(mark),
    };

    // A number or flag goes as text where text is wanted. In the file itself those would have been refused.
    private static MapNode WithTexts(MapNode level)
    {
        var wrong = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (var problem in SettingsSchema.Compiled.Validate(level))
            if (problem.Message.StartsWith("expected string, found", StringComparison.Ordinal) && SettingsPath.Of(problem.Pointer, level, out var value) is not { IsRoot: true }
                && value is IntNode or FloatNode or BoolNode)
                wrong.Add(value);
        return wrong.Count == 0 ? level : (MapNode)Texts(level);

        Node Texts(Node node) => node switch
        {
            MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Texts(entry.Value)))], map.Mark),
            ListNode list => new ListNode([.. list.Select(Texts)], list.Mark),
            _ when wrong.Contains(node) => new StringNode(node.ToString()!, node.Mark),
            _ => node,
        };
    }
}
