using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Workflows;

namespace Gaia.Cli.Describe;

internal static class DescribeWorkflowsCommand
{
    public static Command Create(CliContext context)
    {
        var shape = new Option<string>("--output", "-o") { Description = "list, map or all", DefaultValueFactory = _ => "list" };
        shape.AcceptOnlyFromAmong("list", "map", "all");
        var command = new Command("workflows", "Show the workflows and where they are") { shape };
        var output = new DescribeOptions(command, OutputFormat.Yaml, OutputFormat.Json);
        command.SetAction(parsed => output.Write(context, parsed,
            Answer(parsed.GetValue(shape)!, [.. WorkflowFiles.All(Repository.Open(context).Configuration)])));
        return command;
    }

    private static Node Answer(string shape, IReadOnlyList<Workflow> workflows) => shape switch
    {
        "list" => new ListNode([.. workflows.Select(workflow => new MapNode(
            [new("file", new StringNode(workflow.File)), new("workflow", new StringNode(workflow.Name))]))]),
        "map" => ByFile(workflows, group => new ListNode([.. group.Select(workflow => new StringNode(workflow.Name))])),
        _ => ByFile(workflows, group => new MapNode([new("workflows", new MapNode([.. group.Select(workflow => KeyValuePair.Create<string, Node>(workflow.Name, workflow.Raw))]))])),
    };

    private static MapNode ByFile(IReadOnlyList<Workflow> workflows, Func<IEnumerable<Workflow>, Node> value) =>
        new([.. workflows.GroupBy(workflow => workflow.File).Select(group => KeyValuePair.Create(group.Key, value(group)))]);
}
