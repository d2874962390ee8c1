using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gaia.Architecture.Tests;

public sealed partial class SourceTests
{
    private static readonly IReadOnlyList<string> Sources = Directory
        .EnumerateFiles(ProjectGraph.Root, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal))
        .Where(path => !path.EndsWith("SourceTests.cs", StringComparison.Ordinal))
        .ToList();

    private static readonly string[] AskingFolders = ["Gaia.Cli", "libs/Gaia.Stacks", "libs/Gaia.Configurations", "libs/Gaia.Terraform", "libs/Gaia.Vendoring"];

    [Theory]
    [InlineData("Gaia.Api/Program.cs")]
    [InlineData("Gaia.Worker/Program.cs")]
    [InlineData("Gaia.Cli/Program.cs")]
    public void Program_files_stay_short(string path) =>
        Assert.InRange(File.ReadLines(Path.Combine(ProjectGraph.Root, path)).Count(), 1, 60);

    [Fact]
    public void No_stub_is_called_done() => Assert.Empty(Matches(StubPattern()));

    [Fact]
    public void No_exception_is_swallowed_whole() => Assert.Empty(
        from path in Sources
        from Match match in BareCatchPattern().Matches(File.ReadAllText(path))
        where !match.Value.Contains("throw;", StringComparison.Ordinal)
        select $"{Path.GetRelativePath(ProjectGraph.Root, path)}: {match.Value}");

    [Fact]
    public void No_file_is_named_after_nothing() => Assert.DoesNotContain(
        Sources.Select(path => Path.GetFileNameWithoutExtension(path)), name => EmptyNamePattern().IsMatch(name));

    /// <summary>The short calls are banned symbols there; a stream of its own asks first what it opens. Blobs lie in a folder of Gaia alone.</summary>
    [Fact]
    public void No_file_of_a_person_is_opened_without_asking_whether_it_is_one() => Assert.Empty(
        from path in Sources
        where AskingFolders.Any(folder => path.StartsWith(Path.Combine(ProjectGraph.Root, folder) + "/", StringComparison.Ordinal))
        let text = File.ReadAllText(path)
        where OpenPattern().IsMatch(text) && !text.Contains("RegularFile.", StringComparison.Ordinal) && Path.GetFileName(path) is not ("RegularFile.cs" or "DirectoryBlobStore.cs")
        select Path.GetRelativePath(ProjectGraph.Root, path));

    [Fact]
    public void The_banned_symbols_of_files_reach_the_projects_that_read_what_people_put_there()
    {
        var pattern = XDocument.Load(Path.Combine(ProjectGraph.Root, "Directory.Build.props")).Descendants("AdditionalFiles")
            .Single(item => item.Attribute("Include")!.Value.EndsWith("BannedSymbols.Files.txt", StringComparison.Ordinal)).Attribute("Condition")!.Value;
        Assert.All(AskingFolders, folder => Assert.Contains(folder.Split('.')[^1], pattern));
    }

    private static IEnumerable<string> Matches(Regex pattern) =>
        from path in Sources
        from line in File.ReadLines(path).Index()
        where pattern.IsMatch(line.Item)
        select $"{Path.GetRelativePath(ProjectGraph.Root, path)}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"NotImplementedException|//\s*(TODO|FIXME|HACK)\b|\bSkip\s*=\s*""")]
    private static partial Regex StubPattern();

    [GeneratedRegex(@"FileMode\.(Open|OpenOrCreate)\b|\bFile\.OpenHandle\(")]
    private static partial Regex OpenPattern();

    [GeneratedRegex(@"\bcatch\s*\{[^}]*\}")]
    private static partial Regex BareCatchPattern();

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Impl|Base|_2)$")]
    private static partial Regex EmptyNamePattern();
}
