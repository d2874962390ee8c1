using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

internal static class DescribeStacksCommand
{
    public static Command Create(CliContext context)
    {
        var stack = StackOption.Create(context, "Only this stack, by name or manifest file");
        var components = new Option<string[]>("--components") { Description = "Only these components" };
        var types = new Option<string[]>("--component-types") { Description = "Only terraform, helmfile, packer, ..." };
        var sections = new Option<string[]>("--sections") { Description = "Only vars, settings, env, backend, ..." };
        var empty = new Option<bool>("--include-empty-stacks") { Description = "Stacks without components too" };
        var evaluation = new EvaluationFlags(context);
        var command = new Command("stacks", "Show every component of every stack") { stack, components, types, sections, empty };
        var output = new DescribeOptions(command, OutputFormat.Yaml, OutputFormat.Json);
        evaluation.AddTo(command);
        command.SetAction(parsed => output.Write(context, parsed, DescribeStacks.Of(Repository.Open(context), new StacksQuery
        {
            Stack = parsed.GetValue(stack),
            Components = Names.Of(parsed, components),
            Types = Names.Of(parsed, types),
            Sections = Names.Of(parsed, sections),
            IncludeEmptyStacks = parsed.GetValue(empty),
            Evaluation = evaluation.Read(parsed),
        }, context.Token)));
        return command;
    }
}
