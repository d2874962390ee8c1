using System.Xml.Linq;

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

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gaia.Aspire.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                $"No Gaia.Aspire.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
        return folder;
    }
}

internal sealed record ProjectFile(string Path, string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public bool IsTest => Path.Contains("/tests/", StringComparison.Ordinal) || Path.Contains("/bench/", StringComparison.Ordinal);

    public bool IsCapability => Path.Contains("/libs/", StringComparison.Ordinal);

    public static ProjectFile Read(string path)
    {
        var xml = XDocument.Load(path);
        return new ProjectFile(path, System.IO.Path.GetFileNameWithoutExtension(path),
            Included(xml, "ProjectReference").Select(System.IO.Path.GetFileNameWithoutExtension).ToList()!,
            Included(xml, "PackageReference").ToList());
    }

    private static IEnumerable<string> Included(XDocument xml, string element) =>
        xml.Descendants(element).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();
}
