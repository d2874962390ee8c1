using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Gaia.Contracts;
using Microsoft.IdentityModel.Tokens;

namespace Gaia.Api.Tests.Security;

public sealed class OidcTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pipeline_uses_the_token_of_its_own_issuer()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var api = await StartAsync(issuer);
        using var client = await api.ClientAsync();

        client.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token("repo:acme/infra:pull_request"));
        var digest = await DemoConfiguration.Of().UploadAsync(client);
        using var answer = await client.PostAsJsonAsync(Routes.Runs, Request("dev", digest), Stop);
        await client.PostAsJsonAsync(Routes.Runs, Request("prod", digest), Stop).ProblemAsync(403, "access.denied");

        var run = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!;
        Assert.Equal("oidc:repo:acme/infra:pull_request", run.CreatedBy);
    }

    [Fact]
    public async Task A_token_that_is_not_right_in_every_way_is_nobodys()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var stranger = await TestIssuer.StartAsync();
        await using var api = await StartAsync(issuer);
        using var client = await api.ClientAsync();
        const string subject = "repo:acme/infra:x";
        var right = issuer.Token(subject);
        string[] wrong =
        [
            issuer.Token(subject, audience: "another"),
            issuer.Token(subject, lifetime: TimeSpan.FromMinutes(-2)),
            issuer.Token(subject, signedBy: new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-1" }),
            issuer.Token("repo:evil/infra:x"),
            stranger.Token(subject),
            right[..^4] + "AAAA",
            "eyJhbGciOiJub25lIn0." + right.Split('.')[1] + ".",
        ];

        client.DefaultRequestHeaders.Authorization = new("Bearer", right);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/locks", Stop)).StatusCode);
        foreach (var token in wrong)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            await client.GetAsync("/v1/locks", Stop).ProblemAsync(401, "access.unauthenticated");
        }
    }

    private static object Request(string stack, string digest) =>
        new { component = "hello", stack, operation = "plan", planOnly = true, configurationDigest = digest };

    private Task<GaiaApi> StartAsync(TestIssuer issuer) => GaiaApi.StartAsync(postgres, "Production", new()
    {
        ["Gaia:Oidc:Authority"] = issuer.Authority,
        ["Gaia:Oidc:Audience"] = "gaia",
        ["Gaia:Oidc:Rules:0:Claim"] = "sub",
        ["Gaia:Oidc:Rules:0:Value"] = "repo:acme/infra:*",
        ["Gaia:Oidc:Rules:0:Role"] = "Planner",
        ["Gaia:Oidc:Rules:0:Stacks:0"] = "dev*",
    });
}
