using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Stacks;

/// <summary>Differences by component: + only in the second, - only in the first, ~ in both and not the same.</summary>
internal static class DiffText
{
    public static void Write(CliContext context, IReadOnlyList<StackDifference> differences)
    {
        if (differences.Count == 0) context.Error.WriteLine("No differences.");
        foreach (var component in differences.GroupBy(difference => (difference.Type, difference.Component)))
        {
            context.Out.WriteLine($"{component.Key.Component} ({component.Key.Type})");
            foreach (var difference in component) context.Out.WriteLine("  " + Colored(context, Line(difference)));
        }
    }

    private static string Line(StackDifference difference) => difference switch
    {
        { Path: "", Left: null } => "+ only in the second",
        { Path: "" } => "- only in the first",
        { Left: null } => $"+ {difference.Path} = {Text(difference.Right)}",
        { Right: null } => $"- {difference.Path} = {Text(difference.Left)}",
        _ => $"~ {difference.Path}: {Text(difference.Left)} -> {Text(difference.Right)}",
    };

    private static string Text(Node? node) => node is null ? "" : NodeJson.Write(node, indent: 0, escapeHtml: false);

    private static string Colored(CliContext context, string line) => !context.Terminal.Colors ? line : line[0] switch
    {
        '+' => $"\e[32m{line}\e[0m",
        '-' => $"\e[31m{line}\e[0m",
        _ => $"\e[33m{line}\e[0m",
    };
}
