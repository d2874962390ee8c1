using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class CleanQuestionTests : IDisposable
{
    private const string State = """
        {"version":4,"resources":[{"mode":"managed","type":"aws_vpc","name":"main","instances":[{},{}]},{"mode":"data","type":"aws_ami","name":"x","instances":[{}]}]}
        """;

    private readonly ServeFolder folder = new();

    public CleanQuestionTests() => folder
        .Write("files/state/network-prod-0123456789ab/workspaces/prod/terraform.tfstate", State)
        .Write("files/state/network-prod-0123456789ab/component", "network in prod\n")
        .Write("files/state/app-dev-0123456789ab/terraform.tfstate", "broken")
        .Write("files/state/gone-dev-0123456789ab/terraform.tfstate", """{"version":4,"resources":[]}""");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_names_the_states_that_still_hold_something()
    {
        Assert.True(await CleanQuestion.AskAsync(folder.Context("delete\n", terminal: true), folder.Data, yes: false));
        Assert.Contains("  app-dev-0123456789ab (not readable)\n  network in prod (2 resources)\nType delete to go on: ", folder.Out);
        Assert.DoesNotContain("gone-dev", folder.Out);
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
