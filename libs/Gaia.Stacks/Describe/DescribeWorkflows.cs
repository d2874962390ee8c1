using Gaia.Documents.Nodes;
using Gaia.Stacks.Workflows;

namespace Gaia.Stacks.Describe;

/// <summary>The workflows of a repository, as `describe workflows` prints them.</summary>
public static class DescribeWorkflows
{
    public static Node Of(AtmosRepository repository, WorkflowShape shape)
    {
        IReadOnlyList<Workflow> workflows = [.. WorkflowFiles.All(repository.Configuration)];
        return shape switch
        {
            WorkflowShape.List => new ListNode([.. workflows.Select(workflow => new MapNode(
                [new("file", new StringNode(workflow.File)), new("workflow", new StringNode(workflow.Name))]))]),
            WorkflowShape.Map => ByFile(workflows, group => new ListNode([.. group.Select(workflow => new StringNode(workflow.Name))])),
            WorkflowShape.All => ByFile(workflows, group => MapNode.Empty.With("workflows",
                new MapNode([.. group.Select(workflow => KeyValuePair.Create<string, Node>(workflow.Name, workflow.Raw))]))),
        };
    }

    private static MapNode ByFile(IReadOnlyList<Workflow> workflows, Func<IEnumerable<Workflow>, Node> value) =>
        new([.. workflows.GroupBy(workflow => workflow.File).Select(group => KeyValuePair.Create(group.Key, value(group)))]);
}

public enum WorkflowShape
{
    /// <summary>File and name of each.</summary>
    List,

    /// <summary>The names by file.</summary>
    Map,

    /// <summary>The whole workflows by file.</summary>
    All,
}
