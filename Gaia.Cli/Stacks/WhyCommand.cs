using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Stacks;

/// <summary>gaia stacks why dev-us-east-1-dev vpc vars.region: the files that set, overrode and finally gave a value.</summary>
internal static class WhyCommand
{
    public static Command Create(CliContext context)
    {
        var stack = new Argument<string>("stack") { Description = "Stack" };
        stack.CompletionSources.Add(_ => Completion.Suggestions.Stacks(context));
        var component = ComponentArgument.Create(context);
        var path = new Argument<string>("path") { Description = "Value, such as vars.tags.stage" };
        var format = FormatOption.Create(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Yaml);
        var command = new Command("why", "Show which files set, overrode and finally gave a value") { stack, component, path, format };
        command.SetAction(parsed =>
        {
            var instance = Repository.Open(context).Find(parsed.GetValue(component)!, parsed.GetValue(stack)!);
            var answer = WhyValue.Of(instance, parsed.GetValue(path)!, context.Token);
            if (parsed.Format(format) == OutputFormat.Tree) Write(context, answer);
            else Document.Write(context, answer.ToNode(), parsed.Format(format));
        });
        return command;
    }

    private static void Write(CliContext context, WhyAnswer answer)
    {
        context.Out.WriteLine($"{answer.Path} = {Short(answer.Final)}");
        foreach (var (origin, at) in answer.Origins.Select((origin, at) => (origin, at)))
        {
            var verb = at == answer.Origins.Count - 1 ? "gives" : at == 0 ? "sets" : "overrides";
            context.Out.WriteLine($"  {verb,-9} {Short(origin.Value)}");
            context.Out.WriteLine($"            {origin.Mark}  {origin.Section}{(origin.Component is { } component ? $" of {component}" : "")}");
            foreach (var import in origin.Chain) context.Out.WriteLine($"            imported at {import}");
        }
        if (answer.Origins.Count == 0) context.Out.WriteLine("  no manifest gives it: it comes from atmos.yaml or from Gaia itself");
    }

    private static string Short(Node node) => NodeJson.Write(node, indent: 0, escapeHtml: false) is { Length: > 100 } text ? text[..97] + "..."
        : NodeJson.Write(node, indent: 0, escapeHtml: false);
}
