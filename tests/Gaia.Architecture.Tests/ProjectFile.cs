using System.Xml.Linq;

namespace Gaia.Architecture.Tests;

/// <summary>What one project file declares.</summary>
/// <param name="Projects">Names of the referenced projects.</param>
/// <param name="Frameworks">Shared frameworks beyond the base one; a web SDK brings ASP.NET.</param>
/// <param name="Linked">Names of the projects that linked source files belong to.</param>
internal sealed record ProjectFile(
    string Path, string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Frameworks,
    IReadOnlyList<string> Linked)
{
    public bool IsTest => Path.Contains("/tests/", StringComparison.Ordinal) || Path.Contains("/bench/", StringComparison.Ordinal);

    public bool IsCapability => Path.Contains("/libs/", StringComparison.Ordinal);

    /// <summary>Everything of Gaia that it is made of, however it comes in.</summary>
    public IEnumerable<string> Arrows => Projects.Concat(Linked).Distinct(StringComparer.Ordinal);

    public static ProjectFile Read(string path)
    {
        var xml = XDocument.Load(path);
        var isWeb = xml.Root!.Attribute("Sdk")?.Value.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.Ordinal) == true;
        return new ProjectFile(path, System.IO.Path.GetFileNameWithoutExtension(path),
            Included(xml, "ProjectReference").Select(System.IO.Path.GetFileNameWithoutExtension).ToList()!,
            Included(xml, "PackageReference").ToList(),
            [.. Included(xml, "FrameworkReference"), .. isWeb ? ["Microsoft.AspNetCore.App"] : Array.Empty<string>()],
            Included(xml, "Compile").Where(file => file.Contains("..", StringComparison.Ordinal)).Select(file => OwnerOf(path, file)).Distinct().ToList());
    }

    private static string OwnerOf(string project, string file)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file, System.IO.Path.GetDirectoryName(project)!));
        while (folder is not null && Directory.GetFiles(folder, "*.csproj").Length == 0) folder = System.IO.Path.GetDirectoryName(folder);
        return folder is null ? file : System.IO.Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.csproj")[0]);
    }

    private static IEnumerable<string> Included(XDocument xml, string element) =>
        xml.Descendants(element).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();
}
