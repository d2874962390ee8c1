using Gaia.Configurations.Archives;

namespace Gaia.Configurations.Tests.Archives;

public sealed class IgnorePatternTests
{
    [Theory]
    [InlineData("*.log", "a.log", true)]
    [InlineData("*.log", "deep/er/a.log", true)]
    [InlineData("/*.log", "deep/a.log", false)]
    [InlineData("docs/*.pdf", "docs/a.pdf", true)]
    [InlineData("docs/*.pdf", "docs/b/a.pdf", false)]
    [InlineData("docs/*.pdf", "x/docs/a.pdf", false)]
    [InlineData("docs/**/*.pdf", "docs/a.pdf", true)]
    [InlineData("docs/**/*.pdf", "docs/b/c/a.pdf", true)]
    [InlineData("**/cache", "a/b/cache", true)]
    [InlineData("cache/**", "cache/a/b", true)]
    [InlineData("cache/**", "cache", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[a-c].tf", "b.tf", true)]
    [InlineData("[!a-c].tf", "b.tf", false)]
    [InlineData("\\#x", "#x", true)]
    [InlineData("name.with.dots", "nameXwithXdots", false)]
    [InlineData("trailing  ", "trailing", true)]
    public void Matches_as_git_does(string line, string path, bool matches) =>
        Assert.Equal(matches, IgnorePattern.Parse(line, "")!.Applies(path, isFolder: false));

    [Theory]
    [InlineData("")]
    [InlineData("# comment")]
    [InlineData("/")]
    public void Skips_lines_that_say_nothing(string line) => Assert.Null(IgnorePattern.Parse(line, ""));

    [Fact]
    public void A_trailing_slash_means_folders_only()
    {
        Assert.True(IgnorePattern.Parse("build/", "")!.Applies("a/build", isFolder: true));
        Assert.False(IgnorePattern.Parse("build/", "")!.Applies("a/build", isFolder: false));
    }

    [Fact]
    public void Holds_only_below_its_own_folder()
    {
        Assert.True(IgnorePattern.Parse("/x", "sub")!.Applies("sub/x", isFolder: false));
        Assert.False(IgnorePattern.Parse("/x", "sub")!.Applies("x", isFolder: false));
        Assert.False(IgnorePattern.Parse("x", "sub")!.Applies("subway/x", isFolder: false));
    }
}
