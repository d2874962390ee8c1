using Gaia.Stacks.Files;

namespace Gaia.Stacks.Tests.Files;

public sealed class GlobTests
{
    [Theory]
    [InlineData("/s/*.yaml", "/s/a.yaml", true)]
    [InlineData("/s/*.yaml", "/s/d/a.yaml", false)]
    [InlineData("/s/**/*.yaml", "/s/a.yaml", true)]
    [InlineData("/s/**/*.yaml", "/s/d/e/a.yaml", true)]
    [InlineData("/s/**/_defaults.yaml", "/s/d/_defaults.yaml", true)]
    [InlineData("/s/**/_defaults.yaml", "/s/d/defaults.yaml", false)]
    [InlineData("/s/**/mixins/**", "/s/mixins/region/x.yaml", true)]
    [InlineData("/s/a?.yaml", "/s/ab.yaml", true)]
    [InlineData("/s/[a-c]x.yaml", "/s/bx.yaml", true)]
    [InlineData("/s/[!a-c]x.yaml", "/s/bx.yaml", false)]
    [InlineData("/s/{a,b/c}.yaml", "/s/b/c.yaml", true)]
    [InlineData("/s/{a,{b,c}}.yaml", "/s/c.yaml", true)]
    [InlineData("/s/{open.yaml", "/s/{open.yaml", true)]
    [InlineData("/s/a.b.yaml", "/s/axb.yaml", false)]
    public void Matches(string pattern, string path, bool expected) => Assert.Equal(expected, Glob.Matches(pattern, path));

    [Fact]
    public void Finds_files_sorted_and_survives_links_in_a_circle()
    {
        using var folder = new TestRepository(("b/x.yaml", ""), ("a/y.yaml", ""), ("a/z.txt", ""), ("a/deep/w.yaml", ""));
        Directory.CreateSymbolicLink(folder.At("a/loop"), folder.At("a"));
        File.CreateSymbolicLink(folder.At("a/self.yaml"), folder.At("a/self.yaml"));
        Directory.CreateSymbolicLink(folder.At("linked"), folder.At("b"));
        var found = Glob.Expand(folder.At("**/[wxyz].yaml"), new RepositoryFiles(RepositoryRoot.Anywhere)).Select(path => Path.GetRelativePath(folder.Folder, path));
        Assert.Equal(["a/deep/w.yaml", "a/y.yaml", "b/x.yaml", "linked/x.yaml"], found);
    }
}
