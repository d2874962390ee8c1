using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Tests.Contexts;

public sealed class ContextResolutionTests
{
    private const string Served = "http://localhost:9000/";
    private const string Default = "http://127.0.0.1:8080/";

    private static readonly SavedContexts Saved = SavedContexts.Empty
        .With(new("dev", new("https://dev.example")) { Token = "dev-token" })
        .With(new("prod", new("https://prod.example")) { Token = "prod-token" });

    // --context, GAIA_CONTEXT, GAIA_URL, current, served here: what decides, and the API it leads to
    [Theory]
    [InlineData("prod", "dev", "https://url.example", "dev", Served, nameof(ContextSource.Option), true, "https://prod.example/")]
    [InlineData("none", "dev", "https://url.example", "dev", Served, nameof(ContextSource.Option), false, Default)]
    [InlineData(null, "prod", "https://url.example", "dev", Served, nameof(ContextSource.Variable), true, "https://prod.example/")]
    [InlineData(null, "none", "https://url.example", "dev", Served, nameof(ContextSource.Variable), false, Default)]
    [InlineData(null, null, "https://url.example", "dev", Served, nameof(ContextSource.Url), true, "https://url.example/")]
    [InlineData(null, null, "https://url.example", "none", Served, nameof(ContextSource.Url), true, "https://url.example/")]
    [InlineData(null, null, null, "dev", Served, nameof(ContextSource.Current), true, "https://dev.example/")]
    [InlineData(null, null, null, "none", Served, nameof(ContextSource.Current), false, Default)]
    [InlineData(null, null, null, null, Served, nameof(ContextSource.Served), true, Served)]
    [InlineData(null, null, null, null, null, nameof(ContextSource.Nothing), false, Default)]
    public void The_first_that_says_something_decides(string? option, string? variable, string? url, string? current, string? served, string source, bool exists, string api)
    {
        var active = ContextResolution.Resolve(new(() => Saved with { Current = current }, () => served is null ? null : new(served)) { Option = option, Variable = variable, Url = url });
        Assert.Equal((source, exists, api), (active.Source.ToString(), active.Exists, active.Api.AbsoluteUri));
    }

    [Fact]
    public void Whether_a_Gaia_is_served_here_is_only_asked_where_nothing_else_decides() => Assert.True(ContextResolution.Resolve(
        new(() => Saved with { Current = "dev" }, () => throw new InvalidOperationException("asked"))).Exists);

    // current, GAIA_URL, GAIA_TOKEN, --context: the token and where it is from
    [Theory]
    [InlineData("dev", null, null, null, "dev-token", "context dev")]
    [InlineData("dev", null, "variable", null, "variable", "GAIA_TOKEN")]
    [InlineData("dev", null, "variable", "prod", "variable", "GAIA_TOKEN")]
    [InlineData("dev", "https://url.example", "variable", "prod", "prod-token", "context prod")]
    [InlineData("dev", "https://url.example", "variable", null, "variable", "GAIA_TOKEN")]
    [InlineData("dev", "https://url.example", null, null, null, null)]
    [InlineData("dev", "https://prod.example", null, null, "prod-token", "context prod")]
    [InlineData(null, null, "variable", null, "variable", "GAIA_TOKEN")]
    [InlineData(null, null, null, null, null, null)]
    public void A_token_goes_to_its_own_address_only(string? current, string? url, string? token, string? option, string? sent, string? source)
    {
        var active = ContextResolution.Resolve(new(() => Saved with { Current = current }, () => null) { Url = url, Token = token, Option = option });
        Assert.Equal((sent, source), (active.Token, active.TokenSource));
    }

    [Fact]
    public void Of_two_with_an_address_the_current_one_lends_its_token()
    {
        var saved = Saved.With(new("again", new("https://dev.example")) { Token = "again-token" });
        Assert.Equal("again-token", Token(saved with { Current = "again" }));
        Assert.Equal("dev-token", Token(saved with { Current = "dev" }));

        static string? Token(SavedContexts saved) => ContextResolution.Resolve(new(() => saved, () => null) { Url = "https://dev.example" }).Token;
    }

    [Theory]
    [InlineData("prd", null, null, "There is no context `prd` (--context).")]
    [InlineData(null, "prd", null, "There is no context `prd` (GAIA_CONTEXT).")]
    [InlineData(null, null, "prd", "There is no context `prd` (the current one).")]
    public void An_unknown_name_is_refused_with_who_gave_it_and_the_nearest(string? option, string? variable, string? current, string message)
    {
        var refusal = Assert.Throws<CliException>(() => ContextResolution.Resolve(new(() => Saved with { Current = current }, () => null) { Option = option, Variable = variable }));
        Assert.Equal(message, refusal.Message);
        Assert.Equal("Did you mean `prod`?", refusal.Hints[0]);
    }

    [Fact]
    public void GAIA_URL_that_is_no_address_is_refused() =>
        Assert.Equal("'ftp://x' is not the address of an API.", Assert.Throws<CliException>(() => ContextResolution.Resolve(new(() => Saved, () => null) { Url = "ftp://x" })).Message);

    [Fact]
    public void The_file_of_contexts_is_not_asked_where_address_and_token_are_given() => Assert.Equal("t", ContextResolution.Resolve(
        new(() => throw new InvalidOperationException("asked"), () => null) { Url = "https://gaia.example", Token = "t" }).Token);

    [Theory]
    [InlineData("se\ncret")]
    [InlineData("se cret")]
    [InlineData("secr\u00e9t")]
    public void A_token_that_cannot_be_one_is_refused_and_not_shown(string token)
    {
        var refusal = Assert.Throws<CliException>(() => ContextResolution.Resolve(new(() => Saved, () => null) { Url = "https://gaia.example", Token = token }));
        Assert.Equal("GAIA_TOKEN is not a token: it has characters that no token has, such as a line break or a space.", refusal.Message);
        Assert.Equal(["A token is one word, such as gaia_...."], refusal.Hints);
    }
}
