using System.Text.RegularExpressions;

namespace Gaia.ProcessHost.Watching;

/// <summary>The folders whose code ends up in a project: its own and those of the projects it references, at any depth.</summary>
internal static partial class ProjectSources
{
    private static readonly string[] Kinds = [".cs", ".csproj", ".sql", ".json", ".props", ".targets"];

    public static IReadOnlySet<string> FoldersOf(string project)
    {
        var folders = new HashSet<string>();
        Visit(Path.GetFullPath(project));
        return folders;

        void Visit(string file)
        {
            var folder = Path.GetDirectoryName(file)!;
            if (!File.Exists(file) || !folders.Add(folder))
                return;
            foreach (Match reference in References.Matches(File.ReadAllText(file)))
                Visit(Path.GetFullPath(Path.Combine(folder, reference.Groups["path"].Value.Replace('\\', '/'))));
        }
    }

    public static bool IsSource(string file) =>
        Kinds.Contains(Path.GetExtension(file)) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    // <ProjectReference Include="../libs/Gaia.Runs/Gaia.Runs.csproj" />
    [GeneratedRegex("<ProjectReference\\s+Include=\"(?<path>[^\"]+)\"")]
    private static partial Regex References { get; }
}
