using Gaia.Configurations.Revisions;

namespace Gaia.Configurations.Tests.Revisions;

public sealed class RevisionNameTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("main", "refs/heads/main refs/tags/main", null)]
    [InlineData("release/1.2", "refs/heads/release/1.2 refs/tags/release/1.2", null)]
    [InlineData("OVERHEAD", "refs/heads/OVERHEAD refs/tags/OVERHEAD", null)]
    [InlineData("refs/heads/main", "refs/heads/main", null)]
    [InlineData("refs/tags/v1", "refs/tags/v1", null)]
    [InlineData("deadbeef", "refs/heads/deadbeef refs/tags/deadbeef", "deadbeef")]
    [InlineData("deadbe", "refs/heads/deadbe refs/tags/deadbe", null)]
    [InlineData(Commit, "", Commit)]
    [InlineData(Commit + "0", "refs/heads/" + Commit + "0 refs/tags/" + Commit + "0", Commit + "0")]
    public void A_branch_a_tag_or_a_commit(string text, string refs, string? commit)
    {
        var name = RevisionName.Parse(text);
        Assert.Equal((refs, commit), (string.Join(' ', name.Refs), name.Commit));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("HEAD")]
    [InlineData("HEAD~1")]
    [InlineData("main~1")]
    [InlineData("main^")]
    [InlineData("main^{tree}")]
    [InlineData(":/fix")]
    [InlineData("main:stacks")]
    [InlineData("a..b")]
    [InlineData("a...b")]
    [InlineData("main@{1}")]
    [InlineData("@{upstream}")]
    [InlineData("-option")]
    [InlineData("--upload-pack=id")]
    [InlineData("refs/pull/1/head")]
    [InlineData("refs/remotes/origin/main")]
    [InlineData("refs/heads")]
    [InlineData("refs/heads/")]
    [InlineData("refs/heads/../tags/v1")]
    [InlineData("refs/heads/*")]
    [InlineData("relea?e")]
    [InlineData("a[b]")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("/main")]
    [InlineData("main/")]
    [InlineData("a//b")]
    [InlineData("a/.b")]
    [InlineData("a.lock")]
    [InlineData("a.")]
    public void Nothing_of_gits_other_languages(string text) =>
        Assert.Equal("configuration.bad-ref", Assert.Throws<ConfigurationRefusedException>(() => RevisionName.Parse(text)).Code);

    [Theory]
    [InlineData("main", "refs/heads/main", true)]
    [InlineData("main", "refs/tags/main", false)]
    [InlineData("release/*", "refs/heads/release/1/2", true)]
    [InlineData("*", "refs/tags/v1", false)]
    [InlineData("refs/tags/v*", "refs/tags/v1", true)]
    [InlineData("refs/tags/v*", "refs/heads/v1", false)]
    [InlineData("Main", "refs/heads/main", false)]
    public void A_pattern_is_of_branches_unless_it_says_tags(string pattern, string name, bool fits) => Assert.Equal(fits, RefPatterns.Fit([pattern], [name]));
}
