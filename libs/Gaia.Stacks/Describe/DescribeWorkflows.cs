using Gaia.Stacks.Files;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Yaml;

namespace Gaia.Stacks.Describe;

/// <summary>The workflow manifests of a repository.</summary>
public static class DescribeWorkflows
{
    /// <summary>By file name relative to workflows.base_path, with extension; the value is the `workflows` map.</summary>
    public static IReadOnlyList<WorkflowFile> Files(AtmosRepository repository)
    {
        var folder = repository.Configuration.Workflows.BasePath;
        var files = repository.Engine.Files;
        return [.. Glob.Expand(Path.Join(folder, "**/*.{yaml,yml}"), files).Select(path => Read(path, folder, repository))];
    }

    private static WorkflowFile Read(string path, string folder, AtmosRepository repository)
    {
        var shown = Paths.Below(repository.Engine.Options.WorkingDirectory, path);
        var node = YamlReader.Read(repository.Engine.Files.Bytes(path), new YamlOptions { File = shown });
        return node switch
        {
            MapNode map when map["workflows"] is MapNode workflows => new WorkflowFile(Paths.Below(folder, path), path, workflows),
            MapNode or NullNode => new WorkflowFile(Paths.Below(folder, path), path, MapNode.Empty),
            _ => throw new StacksInvalidException("workflow.not-a-map", $"a workflow manifest must be a map, this is a {node.Kind}", node.Mark),
        };
    }
}

/// <param name="File">Relative to workflows.base_path, with extension.</param>
public sealed record WorkflowFile(string File, string AbsoluteFile, MapNode Workflows);
