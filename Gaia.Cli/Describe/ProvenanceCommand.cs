using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.Describe;

/// <summary>Which file and line gave each value of a component, or of a part of it.</summary>
internal static class ProvenanceCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var section = new Argument<string>("section") { Description = "Only this part, such as vars or vars.tags", Arity = ArgumentArity.ZeroOrOne };
        var stack = StackOption.Create(context);
        var evaluation = new EvaluationFlags(context);
        var command = new Command("provenance", "Show which file and line gave each value of a component") { component, section, stack };
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var all = Repository.Open(context).Find(parsed.GetValue(component)!, parsed.RequiredStack(stack, context))
                .Evaluate(evaluation.Read(parsed), context.Token);
            ProvenanceText.Write(context, parsed.GetValue(section) is { } path ? Part(all, path) : all);
        });
        return command;
    }

    private static MapNode Part(MapNode all, string path)
    {
        var keys = path.Split('.');
        var part = all.At(keys) ?? throw new CliException($"The component has no value at '{path}'.", ExitCodes.Failed,
            $"Its sections are {string.Join(", ", all.Select(entry => entry.Key).Order(StringComparer.Ordinal))}.");
        return keys.Reverse().Aggregate(part, (inner, key) => new MapNode([new(key, inner)])) as MapNode ?? all;
    }
}
