using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Writing;

namespace Gaia.Cli.List;

/// <summary>One section of a component in all its stacks side by side: a row for each key, a column for each stack.</summary>
internal static class ListValuesCommand
{
    public static Command Create(CliContext context, string name, string? section, string description)
    {
        var component = ComponentArgument.Create(context);
        var stack = StackOption.Create(context);
        var query = QueryOption.Create();
        var withAbstract = new Option<bool>("--abstract") { Description = "Abstract components too" };
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml, OutputFormat.Csv, OutputFormat.Tsv);
        var delimiter = new Option<string>("--delimiter") { Description = "Instead of the comma of csv" };
        var evaluation = new EvaluationFlags(context);
        var command = new Command(name, description) { component, stack, query, withAbstract, format, delimiter };
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var instances = Repository.Open(context).Instances(new InstanceFilter
            {
                Components = [parsed.GetValue(component)!], Stack = parsed.GetValue(stack), IncludeAbstract = parsed.GetValue(withAbstract),
            }).OrderBy(instance => instance.StackName, StringComparer.Ordinal).ToList();
            if (instances.Count == 0)
                throw new CliException($"No stack has a component '{parsed.GetValue(component)}'.", ExitCodes.Failed, "`gaia list components` shows them.");
            var byStack = new MapNode([.. instances.DistinctBy(instance => instance.StackName).Select(instance =>
            {
                var all = instance.Evaluate(evaluation.Read(parsed), context.Token);
                return KeyValuePair.Create(instance.StackName, QueryOption.Apply(parsed.GetValue(query), section is null ? all : all[section] ?? MapNode.Empty));
            })]);
            if (parsed.Format(format) is OutputFormat.Json or OutputFormat.Yaml) Document.Write(context, byStack, parsed.Format(format));
            else RowsWriter.Write(context, Table(byStack, parsed.GetValue(delimiter)), Form(context, parsed.Format(format)));
        });
        return command;
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

    private static IEnumerable<(string Path, string Text)> Flatten(Node node, string path) => node is MapNode { Count: > 0 } map
        ? map.SelectMany(entry => Flatten(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}"))
        : [(path.Length == 0 ? "value" : path, ListColumn.Flat(node))];
}
