namespace Gaia.Architecture.Tests;

/// <summary>The projects of this repository and the references each declares, read from the project files.</summary>
internal sealed record ProjectGraph(IReadOnlyList<ProjectFile> Projects)
{
    public static string Root { get; } = FindRoot();

    public static ProjectGraph Read() => new(Directory
        .EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal))
        .Select(ProjectFile.Read)
        .OrderBy(project => project.Name, StringComparer.Ordinal)
        .ToList());

    public ProjectFile this[string name] => Projects.Single(project => project.Name == name);

    /// <summary>The project, and all that it references through others.</summary>
    public IReadOnlyCollection<ProjectFile> Closure(string name)
    {
        var found = new Dictionary<string, ProjectFile>(StringComparer.Ordinal);
        var left = new Queue<string>([name]);
        while (left.TryDequeue(out var next))
            if (found.TryAdd(next, this[next]))
                foreach (var reference in this[next].Projects) left.Enqueue(reference);
        return found.Values;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gaia.Aspire.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                $"No Gaia.Aspire.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
        return folder;
    }
}
