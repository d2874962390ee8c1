using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.List;

/// <summary>
/// One section of a component, or of all of them, in all its stacks side by side: a row for each key, a column for each stack.
/// </summary>
internal static class ListValuesCommand
{
    public static Command Create(CliContext context, string name, string? section, string description, bool oneComponent = true)
    {
        var component = ComponentArgument.Create(context, oneComponent);
        var stack = StackOption.Create(context, "Stacks with this name or pattern, such as plat-*-{dev,prod}");
        var query = QueryOption.Create();
        var withAbstract = new Option<bool>("--abstract") { Description = "Abstract components too" };
        var most = new Option<int>("--max-columns") { Description = "At most so many stacks; 0 for all" };
        var format = FormatOption.Create(context, "ATMOS_LIST_FORMAT", OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Csv, OutputFormat.Tsv);
        var delimiter = new Option<string>("--delimiter") { Description = "Instead of the comma of csv" };
        var evaluation = new EvaluationFlags(context);
        var command = new Command(name, description) { component, stack, query, withAbstract, most, format, delimiter };
        evaluation.AddTo(command);
        // list values --vars: the same as list vars
        var onlyVars = new Option<bool>("--vars") { Description = "Only its variables" };
        if (section is null) command.Add(onlyVars);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var only = parsed.GetValue(component);
            var inStack = parsed.StackPattern(stack, context);
            var instances = repository.Instances(new InstanceFilter { Components = only is null ? [] : [only], IncludeAbstract = parsed.GetValue(withAbstract) })
                .Where(instance => inStack(instance.StackName)).ToList();
            if (only is not null && instances.Count == 0) KnownComponent.Demand(repository, only);
            var expression = parsed.GetValue(query) is { Length: > 0 } given ? given : context.Environment.GetValueOrDefault("ATMOS_LIST_QUERY");
            var part = section ?? (parsed.GetValue(onlyVars) ? "vars" : null);
            var limit = parsed.GetValue(most) is > 0 and var some ? some : int.MaxValue;
            var shown = instances.Select(instance => instance.StackName).Distinct().Order(StringComparer.Ordinal).Take(limit).ToHashSet(StringComparer.Ordinal);
            var byStack = ListValues.Of(instances.Where(instance => shown.Contains(instance.StackName)), only, part, expression, evaluation.Read(parsed), context.Token);
            if (byStack.Count == 0) context.Error.WriteLine("Nothing to list.");
            Write(context, parsed.Format(format), byStack, parsed.GetValue(delimiter));
        });
        return command;
    }

    private static void Write(CliContext context, OutputFormat format, MapNode byStack, string? delimiter)
    {
        if (format is OutputFormat.Json or OutputFormat.Yaml) Document.Write(context, byStack, format);
        else if (byStack.Count > 0) RowsWriter.Write(context, Table(byStack, delimiter), Form(context, format));
    }

    // Without the heading nobody could tell the stacks apart.
    private static OutputFormat Form(CliContext context, OutputFormat format) =>
        format == OutputFormat.Table && !context.Terminal.OutIsTerminal ? OutputFormat.Tsv : format;

    private static Rows Table(MapNode byStack, string? delimiter)
    {
        var flat = byStack.Select(entry => Flatten(entry.Value, "").ToDictionary(leaf => leaf.Path, leaf => leaf.Text)).ToList();
        var keys = flat.SelectMany(leaves => leaves.Keys).Distinct().Order(Comparer<string>.Create(NodeOrder.CompareNaturally));
        return new Rows(["Key", .. byStack.Select(entry => entry.Key)],
            [.. keys.Select(key => (IReadOnlyList<string>)[key, .. flat.Select(leaves => leaves.GetValueOrDefault(key, ""))])], delimiter);
    }

    private static IEnumerable<(string Path, string Text)> Flatten(Node node, string path) => node is MapNode map && (map.Count > 0 || path.Length == 0)
        ? map.SelectMany(entry => Flatten(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}"))
        : [(path.Length == 0 ? "value" : path, ListColumn.Flat(node))];
}
