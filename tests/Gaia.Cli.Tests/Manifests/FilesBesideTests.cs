using Gaia.Cli.Manifests;
using Gaia.Manifests.Model;

namespace Gaia.Cli.Tests.Manifests;

public sealed class FilesBesideTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("gaia-beside-").FullName;

    public FilesBesideTests()
    {
        foreach (var folder in new[] { "repository/.git", "repository/app/conf", "repository/shared", "elsewhere" }) Directory.CreateDirectory(At(folder));
        foreach (var file in new[] { "repository/app/conf/a.conf", "repository/shared/b.conf", "elsewhere/c.conf" }) File.WriteAllText(At(file), "x");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Files_are_those_of_the_repository()
    {
        Assert.Equal([new BesideFile("a.conf", 1)], List("conf"));
        Assert.Equal([new BesideFile("", 1)], List("../shared/b.conf"));
        Assert.Equal([new BesideFile("", 0, BesideFault.Outside)], List("../../elsewhere"));
        Assert.Equal([new BesideFile("", 0, BesideFault.Outside)], List(At("elsewhere/c.conf")));
        Assert.Equal([new BesideFile("c.conf", 1)], List("../../elsewhere", mayBeOutside: true));
        Assert.Null(List("nothing"));
    }

    [Fact]
    public void Without_a_repository_they_are_those_of_the_folder()
    {
        Directory.Delete(At("repository/.git"));
        Assert.Equal([new BesideFile("a.conf", 1)], List("conf"));
        Assert.Equal([new BesideFile("", 0, BesideFault.Outside)], List("../shared/b.conf"));
    }

    [Fact]
    public void Links_are_followed_within_it_and_the_rest_is_named()
    {
        Link("conf/in", At("repository/shared/b.conf"));
        Link("conf/folder", "../../shared");
        Link("conf/none", "nowhere");
        Link("conf/out", At("elsewhere/c.conf"));
        Link("conf/round", "..");
        Link("conf/self", "self");
        Link("out", "../../elsewhere");
        Assert.Equal(
        [
            new("a.conf", 1), new("folder/b.conf", 1), new("in", 1), new("none", 0, BesideFault.Dangling), new("out", 0, BesideFault.Outside),
            new("round/conf", 0, BesideFault.Circle), new("round/out", 0, BesideFault.Outside), new("self", 0, BesideFault.Dangling),
        ], List("conf"));
        Assert.Equal([new BesideFile("", 0, BesideFault.Outside)], List("out/c.conf"));
    }

    private IReadOnlyList<BesideFile>? List(string source, bool mayBeOutside = false) => new FilesBeside(At("repository/app")).List(source, mayBeOutside);

    private void Link(string name, string target) => File.CreateSymbolicLink(At($"repository/app/{name}"), target);

    private string At(string path) => Path.Combine(root, path);
}
