using Gaia.Documents;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Workflows;

/// <summary>The workflow manifests of a repository.</summary>
public static class WorkflowFiles
{
    /// <summary>Every workflow of every manifest below the workflows folder, sorted by file; other YAML files and a missing folder give none.</summary>
    public static IEnumerable<Workflow> All(AtmosConfiguration configuration)
    {
        var folder = configuration.Workflows.BasePath;
        return Below(configuration.Root, folder)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => WorkflowReader.Read(configuration.Root, path, Path.GetRelativePath(folder, path), named: false));
    }

    /// <summary>The workflow of that name: in the manifest named, or in the only one that has it.</summary>
    /// <exception cref="StacksNotFoundException">workflow.file-not-found or workflow.not-found, with the names there are.</exception>
    /// <exception cref="StacksInvalidException">workflow.ambiguous.</exception>
    public static Workflow Find(AtmosConfiguration configuration, string name, string? file)
    {
        var known = file is null ? [.. All(configuration)] : Of(configuration, file);
        return known.Where(workflow => workflow.Name == name).ToList() switch
        {
            [var only] => only,
            [] => throw Missing(name, file, known),
            var many => throw new StacksInvalidException("workflow.ambiguous",
                $"workflow `{name}` is in {string.Join(" and in ", many.Select(workflow => workflow.File))}: say which with --file"),
        };
    }

    private static IReadOnlyList<Workflow> Of(AtmosConfiguration configuration, string file)
    {
        var path = Paths.Join(configuration.Workflows.BasePath, file);
        if (Path.GetExtension(path).Length == 0) path += ".yaml";
        if (!configuration.Root.FileExists(path))
            throw new StacksNotFoundException("workflow.file-not-found", $"workflow file not found: the workflow manifest {path} does not exist");
        return [.. WorkflowReader.Read(configuration.Root, path, Path.GetRelativePath(configuration.Workflows.BasePath, path))];
    }

    private static IEnumerable<string> Below(RepositoryRoot root, string folder) => (root.Entries(folder) ?? []).SelectMany(entry =>
        Path.Join(folder, entry.Name) is var path && entry is { IsFolder: true, IsLink: false } ? Below(root, path) : entry.IsFolder ? [] : [path]);

    private static StacksNotFoundException Missing(string name, string? file, IReadOnlyList<Workflow> known)
    {
        var names = known.Select(workflow => workflow.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        var list = names.Count == 0 ? "" : "\nAvailable workflows:\n" + string.Join('\n', names.Select(other => $"  - {other}"));
        return new StacksNotFoundException("workflow.not-found",
            $"no workflow found: No workflow exists with the name `{name}`{(file is null ? "" : $" in {file}")}.{list}", NearestNames.Of(name, names));
    }
}
