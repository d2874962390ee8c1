using Gaia.Cli.Tests.Contexts;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Whoami;

public sealed class WhoamiTests : IDisposable
{
    private readonly ContextHome home = new();
    private readonly FakeApi api = new();

    public WhoamiTests() => home.Environment["GAIA_URL"] = $"{api.Url}";

    public void Dispose()
    {
        api.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task It_says_whose_token_it_is()
    {
        api.Json("GET", Routes.Whoami, new("token:ci", Guid.Parse("019ab3f2-1c2d-7000-8000-0123456789ab"), "ci", Role.Planner, ["dev-*", "test"], null), ContractsJson.Default.WhoamiResponse);
        home.Environment["GAIA_TOKEN"] = "gaia_secret";
        Assert.Equal($"""
            Actor      token:ci
            Token      019ab3f2-1c2d-7000-8000-0123456789ab (GAIA_TOKEN)
            Role       planner
            Stacks     dev-*, test
            Expires    never
            API        {api.Url.GetLeftPart(UriPartial.Authority)}

            """, (await home.GaiaAsync("whoami")).Out);
        Assert.Equal("""
            {
              "actor": "token:ci",
              "id": "019ab3f2-1c2d-7000-8000-0123456789ab",
              "name": "ci",
              "role": "planner",
              "stacks": [
                "dev-*",
                "test"
              ]
            }

            """, (await home.GaiaAsync("whoami", "--format", "json")).Out);
    }

    [Fact]
    public async Task An_expired_token_says_since_when_and_how_to_get_another()
    {
        api.Problem("GET", Routes.Whoami, 401, "access.token-expired", "This token expired at 2026-11-01 10:00 UTC. Ask an admin for another (gaia tokens create).");
        await home.GaiaAsync(["context", "set", "prod", "--url", $"{api.Url}", "--token-stdin"], "gaia_secret\n");
        var refused = await home.GaiaAsync("whoami");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("expired at 2026-11-01 10:00 UTC", refused.Error);
        Assert.Contains("`gaia login --context prod` replaces it", refused.Error);
    }
}
