using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class CleanQuestionTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public CleanQuestionTests() => folder
        .Write("files/blobs/states/0123456789ab/about.json", """{"component":"network","stack":"prod","resources":2}""")
        .Write("files/blobs/states/1123456789ab/about.json", "broken")
        .Write("files/blobs/states/2123456789ab/about.json", """{"component":"gone","stack":"dev","resources":0}""");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_names_the_states_that_still_hold_something()
    {
        Assert.True(await CleanQuestion.AskAsync(folder.Context("delete\n", terminal: true), folder.Data, yes: false));
        Assert.Contains("  1123456789ab (not readable)\n  network in prod (2 resources)\nType delete to go on: ", folder.Out);
        Assert.DoesNotContain("gone", folder.Out);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("DELETE")]
    [InlineData("")]
    public async Task Anything_but_the_word_changes_nothing(string typed) =>
        Assert.False(await CleanQuestion.AskAsync(folder.Context($"{typed}\n", terminal: true), folder.Data, yes: false));

    [Fact]
    public async Task Without_a_terminal_it_is_refused_with_the_same_list()
    {
        var refusal = await Assert.ThrowsAsync<CliException>(() => CleanQuestion.AskAsync(folder.Context("delete\n"), folder.Data, yes: false));
        Assert.Contains("network in prod (2 resources)", refusal.Message);
        Assert.Contains("--yes", refusal.Hints[0]);
    }

    [Fact]
    public async Task Yes_is_not_asked()
    {
        Assert.True(await CleanQuestion.AskAsync(folder.Context(), folder.Data, yes: true));
        Assert.Equal("", folder.Out);
    }
}
