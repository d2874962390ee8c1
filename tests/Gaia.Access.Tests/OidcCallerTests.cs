using Gaia.Access.Oidc;

namespace Gaia.Access.Tests;

public sealed class OidcCallerTests
{
    private static readonly OidcOptions Options = new()
    {
        Authority = "https://ci.example",
        Audience = "gaia",
        Rules =
        [
            new() { Claim = "sub", Value = "repo:acme/infra:ref:refs/heads/main", Role = Role.Approver, Stacks = ["*"] },
            new() { Claim = "sub", Value = "repo:acme/infra:*", Role = Role.Planner, Stacks = ["dev-*"] },
        ],
    };

    [Theory]
    [InlineData("repo:acme/infra:ref:refs/heads/main", Role.Approver, "*")]
    [InlineData("repo:acme/infra:pull_request", Role.Planner, "dev-*")]
    public void The_first_rule_that_fits_decides(string subject, Role role, string stacks)
    {
        var caller = OidcCaller.From([new("sub", subject), new("aud", "gaia")], Options);

        Assert.Equal($"oidc:{subject}", caller!.Actor);
        Assert.Equal(role, caller.Role);
        Assert.Equal([stacks], caller.Stacks);
    }

    [Theory]
    [InlineData("sub", "repo:evil/infra:ref:refs/heads/main")]
    [InlineData("repository", "repo:acme/infra:x")]
    public void Who_fits_no_rule_is_nobody(string claim, string value) => Assert.Null(OidcCaller.From([new(claim, value)], Options));

    [Theory]
    [InlineData("http://ci.example", "gaia", false)]
    [InlineData("https://ci.example", null, false)]
    [InlineData("https://ci.example", "gaia", true)]
    [InlineData("http://127.0.0.1:5000", "gaia", true)]
    [InlineData(null, null, true)]
    public void Half_a_configuration_is_refused(string? authority, string? audience, bool consistent) => Assert.Equal(
        consistent, OidcOptions.IsConsistent(new() { Authority = authority, Audience = audience, Rules = Options.Rules }));

    [Fact]
    public void A_rule_without_stacks_reaches_none()
    {
        var caller = OidcCaller.From([new("sub", "x")], new() { Rules = [new() { Claim = "sub", Value = "x" }] });

        Assert.False(caller!.Reaches("dev"));
    }
}
