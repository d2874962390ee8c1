using System.Text.RegularExpressions;

namespace Gaia.Architecture.Tests;

public sealed partial class SourceTests
{
    private static readonly IReadOnlyList<string> Sources = Directory
        .EnumerateFiles(ProjectGraph.Root, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal))
        .Where(path => !path.EndsWith("SourceTests.cs", StringComparison.Ordinal))
        .ToList();

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

    private static IEnumerable<string> Matches(Regex pattern) =>
        from path in Sources
        from line in File.ReadLines(path).Index()
        where pattern.IsMatch(line.Item)
        select $"{Path.GetRelativePath(ProjectGraph.Root, path)}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"NotImplementedException|//\s*(TODO|FIXME|HACK)\b|\bSkip\s*=\s*""")]
    private static partial Regex StubPattern();

    [GeneratedRegex(@"\bcatch\s*\{[^}]*\}")]
    private static partial Regex BareCatchPattern();

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Impl|Base|_2)$")]
    private static partial Regex EmptyNamePattern();
}
