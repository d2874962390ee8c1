using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

internal static class DescribeWorkflowsCommand
{
    public static Command Create(CliContext context)
    {
        var shape = new Option<string>("--output", "-o") { Description = "list, map or all", DefaultValueFactory = _ => "list" };
        OneOf.Demand(shape, "list", "map", "all");
        var command = new Command("workflows", "Show the workflows and where they are") { shape };
        var output = new DescribeOptions(command, OutputFormat.Yaml, OutputFormat.Json);
        command.SetAction(parsed => output.Write(context, parsed,
            DescribeWorkflows.Of(Repository.Open(context), Enum.Parse<WorkflowShape>(parsed.GetValue(shape)!, ignoreCase: true))));
        return command;
    }
}
