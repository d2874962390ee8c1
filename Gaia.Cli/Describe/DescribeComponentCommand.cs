using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

internal static class DescribeComponentCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var stack = StackOption.Create(context);
        var type = new Option<string>("--type", "-t") { Description = "Component type, where two types share the name" };
        var provenance = new Option<bool>("--provenance") { Description = "Say for each value which file and line gave it" };
        var evaluation = new EvaluationFlags(context);
        var command = new Command("component", "Show one component of one stack, fully resolved") { component, stack, type, provenance };
        var output = new DescribeOptions(command, OutputFormat.Yaml, OutputFormat.Json);
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var instance = Repository.Open(context)
                .Find(parsed.GetValue(component)!, parsed.RequiredStack(stack, context), parsed.GetValue(type));
            if (parsed.GetValue(provenance))
            {
                context.Out.WriteLine("# Provenance Legend: # file:line gave the value before it");
                ProvenanceText.Write(context, instance.Evaluate(evaluation.Read(parsed), context.Token));
            }
            else output.Write(context, parsed, DescribeComponent.Of(instance, evaluation.Read(parsed), context.Token));
        });
        return command;
    }
}
