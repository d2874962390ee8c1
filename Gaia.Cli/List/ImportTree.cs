using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Manifests;

namespace Gaia.Cli.List;

/// <summary>--format tree: stacks and their components; with --provenance also the manifests each stack imports.</summary>
internal sealed class ImportTree
{
    private readonly Option<bool> provenance = new("--provenance") { Description = "With --format tree: the manifests that each stack imports" };

    public ImportTree(Command command) => command.Add(provenance);

    public void Check(ParseResult parsed, ListShape shape)
    {
        if (parsed.GetValue(provenance) && shape.Format != Output.OutputFormat.Tree)
            throw new CliException("--provenance flag only works with --format=tree.", ExitCodes.WrongUse, "Add --format tree.");
    }

    public void Write(CliContext context, ParseResult parsed, IEnumerable<Stack> stacks)
    {
        foreach (var stack in stacks) Write(context.Out, stack.Name, [], Imports(parsed, stack));
    }

    public void Write(CliContext context, ParseResult parsed, IEnumerable<ComponentInstance> instances)
    {
        foreach (var stack in instances.GroupBy(instance => instance.StackName))
            Write(context.Out, stack.Key, [.. stack.Select(instance => new Branch($"{instance.Name} ({instance.Folder})", Imports(parsed, instance.Stack)))], []);
    }

    private IReadOnlyList<Branch> Imports(ParseResult parsed, Stack stack) =>
        parsed.GetValue(provenance) ? [new Branch(stack.File, [.. stack.ImportTree.Select(Of)])] : [];

    private static Branch Of(StackImport import) => new(import.File, [.. import.Imports.Select(Of)]);

    private static void Write(TextWriter output, string name, IReadOnlyList<Branch> components, IReadOnlyList<Branch> imports)
    {
        output.WriteLine(name);
        Level(output, [.. components, .. imports], "");
    }

    private static void Level(TextWriter output, IReadOnlyList<Branch> branches, string indent)
    {
        for (var i = 0; i < branches.Count; i++)
        {
            var last = i == branches.Count - 1;
            output.WriteLine($"{indent}{(last ? "└── " : "├── ")}{branches[i].Name}");
            Level(output, branches[i].Children, indent + (last ? "    " : "│   "));
        }
    }

    private sealed record Branch(string Name, IReadOnlyList<Branch> Children);
}
