using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Workflows;

/// <summary>Reads one manifest: `workflows: {name: {description, stack, env, steps: [{command, name, type, ...}]}}`.</summary>
internal static class WorkflowReader
{
    /// <param name="named">Somebody named the file: then it must be a workflow manifest.</param>
    public static IEnumerable<Workflow> Read(RepositoryRoot root, string path, string file, bool named = true)
    {
        var document = YamlReader.Read(root.At(new SourceMark(path, 0, 0), () => root.Bytes(path)), new YamlOptions { File = path });
        if (document is not MapNode map || map["workflows"] is not MapNode workflows)
        {
            if (!named) return [];
            throw new StacksInvalidException("workflow.manifest", "invalid workflow manifest: it must be a map with the top-level `workflows:` key",
                new SourceMark(path, 1, 1));
        }
        return workflows.Select(entry => Workflow(file, entry.Key, entry.Value));
    }

    private static Workflow Workflow(string file, string name, Node node)
    {
        if (node is not MapNode map) throw node.NotAMap("workflow.manifest", $"workflow `{name}`");
        IReadOnlyList<WorkflowStep> steps = map["steps"] switch
        {
            null or NullNode => [],
            ListNode list => list.Select(Step).ToList(),
            var other => throw new StacksInvalidException("workflow.manifest", $"`steps` of workflow `{name}` must be a list, not {other.KindWords}", other.Mark),
        };
        return new Workflow(file, name, steps, map)
        {
            Description = Text(map, "description") ?? "",
            Stack = Text(map, "stack"),
            WorkingDirectory = Text(map, "working_directory"),
            Env = Variables(map, "env"),
        };
    }

    private static WorkflowStep Step(Node node, int index)
    {
        if (node is not MapNode map) throw node.NotAMap("workflow.manifest", "a workflow step");
        return new WorkflowStep(Text(map, "name") ?? $"step{index + 1}", Text(map, "type") ?? "atmos",
            Text(map, "command") ?? Text(map, "script") ?? "", node.Mark)
        {
            Stack = Text(map, "stack"),
            WorkingDirectory = Text(map, "working_directory"),
            Env = Variables(map, "env"),
            Vars = Variables(map, "vars"),
            Exports = map.Flag("export") ?? true,
            Retry = WorkflowRetry.Read(map.Map("retry")),
            When = Text(map, "when") switch { null or "true" => "success", "false" => "never", var given => given },
            Interpreter = Text(map, "interpreter") ?? "sh",
        };
    }

    private static string? Text(MapNode map, string key) => map[key] switch
    {
        null or NullNode => null,
        MapNode or ListNode => throw new StacksInvalidException("workflow.manifest", $"`{key}` must be text, not {map[key]!.KindWords}", map[key]!.Mark),
        var scalar => scalar.ToString()!.Trim() is { Length: > 0 } text ? text : null,
    };

    private static Dictionary<string, string> Variables(MapNode map, string key)
    {
        var node = map[key];
        if (!node.IsMap(out var variables)) throw node.NotAMap("workflow.manifest", $"`{key}`");
        return variables.ToDictionary(entry => entry.Key, entry => entry.Value.ToString() ?? "", StringComparer.Ordinal);
    }
}
