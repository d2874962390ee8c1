using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Cli.List;

/// <summary>--enabled, --locked, --tags and --labels: what the metadata of a component says.</summary>
internal sealed class MarkFilter(CliContext context)
{
    private readonly Option<bool?> enabled = new("--enabled") { Description = "Only enabled components; =false for the disabled" };
    private readonly Option<bool?> locked = new("--locked") { Description = "Only locked components; =false for the others" };
    private readonly Option<string[]> tags = new("--tags") { Description = "Components with one of these metadata.tags" };
    private readonly Option<string[]> labels = new("--labels") { Description = "Components with all of these metadata.labels, as key=value" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { enabled, locked, tags, labels }) command.Add(option);
    }

    public bool Keeps(ParseResult parsed, ComponentInstance instance) =>
        (parsed.GetValue(enabled) is not { } on || instance.IsEnabled == on)
        && (parsed.GetValue(locked) is not { } shut || instance.IsLocked == shut)
        && (Chosen(parsed, tags, "ATMOS_COMPONENT_TAGS") is not { Count: > 0 } wanted || Tags(instance).Intersect(wanted).Any())
        && Chosen(parsed, labels, "ATMOS_COMPONENT_LABELS").All(label => Labels(instance).Contains(label.Contains('=') ? label : label.Replace(':', '=')));

    private IReadOnlyList<string> Chosen(ParseResult parsed, Option<string[]> option, string variable) => Names.Of(parsed, option) is { Count: > 0 } given ? given
        : (context.Environment.GetValueOrDefault(variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Tags(ComponentInstance instance) =>
        instance.Merged.At("metadata", "tags") is ListNode list ? list.Select(tag => tag.ToString() ?? "") : [];

    private static IEnumerable<string> Labels(ComponentInstance instance) =>
        instance.Merged.At("metadata", "labels") is MapNode map ? map.Select(entry => $"{entry.Key}={entry.Value}") : [];
}
