using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

/// <summary>Which file and line gave each value of a component, or of a part of it.</summary>
internal static class ProvenanceCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var section = new Argument<string>("section") { Description = "Only this part, such as vars or vars.tags", Arity = ArgumentArity.ZeroOrOne };
        var stack = StackOption.Create(context);
        var format = FormatOption.Create(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Yaml);
        var evaluation = new EvaluationFlags(context);
        var command = new Command("provenance", "Show which file and line gave each value of a component") { component, section, stack, format };
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var all = Repository.Open(context).Find(parsed.GetValue(component)!, parsed.RequiredStack(stack, context))
                .Evaluate(evaluation.Read(parsed), context.Token);
            var part = Provenance.Part(all, parsed.GetValue(section));
            if (parsed.Format(format) == OutputFormat.Tree) ProvenanceText.Write(context, part);
            else Document.Write(context, new ListNode([.. Provenance.Of(part).Select(entry => entry.ToNode())]), parsed.Format(format));
        });
        return command;
    }
}
