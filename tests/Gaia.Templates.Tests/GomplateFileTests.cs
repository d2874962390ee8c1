namespace Gaia.Templates.Tests;

/// <summary>Files on disk: within the wall, and not beyond it by any way.</summary>
[Trait("category", "outside")]
public sealed class GomplateFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("template-files-").FullName;

    public GomplateFileTests()
    {
        Directory.CreateDirectory(Path.Join(root, "repo/data"));
        File.WriteAllText(Path.Join(root, "secret"), "secret");
        File.WriteAllText(Path.Join(root, "repo/data/a.yaml"), "k: [1, 2]\n");
        File.WriteAllText(Path.Join(root, "repo/data/b.env"), "# x\nexport A=1\nB=\"two\"\n");
        File.CreateSymbolicLink(Path.Join(root, "repo/link"), Path.Join(root, "secret"));
        Directory.CreateSymbolicLink(Path.Join(root, "repo/out"), root);
    }

    private TemplateOptions Options => new()
    {
        Host = new TemplateHost { Folder = Path.Join(root, "repo"), ConfineFilesTo = Path.Join(root, "repo") },
        Datasources = new Dictionary<string, TemplateDatasource> { ["data"] = new("./data/"), ["env"] = new("data/b.env"), ["out"] = new("../secret") },
    };

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("{{file.Read \"data/a.yaml\"}}", "k: [1, 2]\n")]
    [InlineData("{{file.Exists \"data/a.yaml\"}} {{file.Exists \"nope\"}} {{file.IsDir \"data\"}} {{file.ReadDir \"data\"}}", "true false true [a.yaml b.env]")]
    [InlineData("{{(datasource \"data\" \"a.yaml\").k}} {{(ds \"env\").B}}", "[1 2] two")]
    public void Reads(string template, string expected) => Assert.Equal(expected, Data.Render(template, Options));

    [Theory]
    [InlineData("{{file.Read \"../secret\"}}")]
    [InlineData("{{file.Read \"/etc/passwd\"}}")]
    [InlineData("{{file.Read \"link\"}}")]
    [InlineData("{{file.Read \"out/secret\"}}")]
    [InlineData("{{file.ReadDir \"..\"}}")]
    [InlineData("{{datasource \"out\"}}")]
    public void StaysWithinTheWall(string template) =>
        Assert.Contains("lies outside of", Assert.Throws<TemplateException>(() => Data.Render(template, Options)).Message);
}
