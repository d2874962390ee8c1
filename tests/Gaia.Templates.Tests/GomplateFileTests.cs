using System.Text;

namespace Gaia.Templates.Tests;

/// <summary>Files as the host gives them: templates know no disk of their own.</summary>
public sealed class GomplateFileTests
{
    private static readonly TemplateOptions Options = new()
    {
        Host = new TemplateHost { Files = new Files(new()
        {
            ["/repo/data/a.yaml"] = "k: [1, 2]\n",
            ["/repo/data/b.env"] = "# x\nexport A=1\nB=\"two\"\n",
        }) },
        Datasources = new Dictionary<string, TemplateDatasource> { ["data"] = new("./data/"), ["env"] = new("data/b.env"), ["out"] = new("../secret") },
    };

    [Theory]
    [InlineData("{{file.Read \"data/a.yaml\"}}", "k: [1, 2]\n")]
    [InlineData("{{file.Exists \"data/a.yaml\"}} {{file.Exists \"nope\"}} {{file.IsDir \"data\"}} {{file.ReadDir \"data\"}}", "true false true [a.yaml b.env]")]
    [InlineData("{{(datasource \"data\" \"a.yaml\").k}} {{(ds \"env\").B}}", "[1 2] two")]
    [InlineData("{{file.Walk \"data\"}}", "[/repo/data /repo/data/a.yaml /repo/data/b.env]")]
    public void Reads(string template, string expected) => Assert.Equal(expected, Data.Render(template, Options));

    [Theory]
    [InlineData("{{file.Read \"../secret\"}}")]
    [InlineData("{{file.Exists \"../secret\"}}")]
    [InlineData("{{file.IsDir \"../secret\"}}")]
    [InlineData("{{file.ReadDir \"..\"}}")]
    [InlineData("{{file.Walk \"..\"}}")]
    [InlineData("{{datasource \"out\"}}")]
    [InlineData("{{datasourceReachable \"out\"}}")]
    public void What_the_host_refuses_fails_the_template(string template) =>
        Assert.Contains("lies outside of", Assert.Throws<TemplateException>(() => Data.Render(template, Options)).Message);

    [Fact]
    public void Without_files_of_the_host_there_are_none() =>
        Assert.Contains("not allowed here", Assert.Throws<TemplateException>(() => Data.Render("{{file.Read \"a\"}}", new TemplateOptions())).Message);

    private sealed class Files(Dictionary<string, string> files) : ITemplateFiles
    {
        public string Locate(string path) => Path.GetFullPath(path, "/repo") is var full && full.StartsWith("/repo/", StringComparison.Ordinal) ? full
            : throw new IOException($"'{path}' lies outside of /repo");

        public bool FileExists(string path) => files.ContainsKey(path);

        public bool FolderExists(string path) => files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

        public Stream Open(string path) => new MemoryStream(Encoding.UTF8.GetBytes(files[path]));

        public IReadOnlyList<TemplateFile>? Entries(string folder) => FolderExists(folder)
            ? [.. files.Keys.Where(file => Path.GetDirectoryName(file) == folder).Order(StringComparer.Ordinal).Select(file => new TemplateFile(Path.GetFileName(file), false, false))]
            : null;
    }
}
