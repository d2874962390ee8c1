using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Workflows;

namespace Gaia.Cli.List;

internal static class ListWorkflowsCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Option<string>("--file") { Description = "Workflows of this manifest" };
        var command = new Command("workflows", "List the workflows") { file };
        var options = new ListOptions(command, context);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var shape = options.Shape(parsed, repository.Configuration.Raw.At("workflows", "list"),
                new("File", "file"), new("Workflow", "workflow"), new("Description", "description"), new("Steps", "steps"));
            options.Write(parsed, shape, WorkflowFiles.All(repository.Configuration)
                .Where(workflow => parsed.GetValue(file) is not { } only || workflow.File == only || Path.ChangeExtension(workflow.File, null) == only)
                .Select(Row));
        });
        return command;
    }

    private static MapNode Row(Workflow workflow) => new(
    [
        new("file", new StringNode(workflow.File)),
        new("workflow", new StringNode(workflow.Name)),
        new("workflow_file", new StringNode(workflow.File)),
        new("workflow_name", new StringNode(workflow.Name)),
        new("workflow_description", new StringNode(workflow.Description.ReplaceLineEndings(" ").Trim())),
        new("description", new StringNode(workflow.Description.ReplaceLineEndings(" ").Trim())),
        new("steps", new IntNode(workflow.Steps.Count)),
    ]);
}
