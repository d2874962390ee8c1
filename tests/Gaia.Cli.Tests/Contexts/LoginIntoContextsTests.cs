using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Contexts;

public sealed class LoginIntoContextsTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly ContextHome home = new();

    public LoginIntoContextsTests() => Accept();

    public void Dispose()
    {
        api.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task A_new_address_becomes_a_context_and_the_current_one()
    {
        var run = await home.GaiaAsync(["login", api.Url.ToString()], "t\n");
        Assert.Equal($"Logged in to {Address}; the token is that of context 127.0.0.1, in {home.FilePath}.\n", run.Error);
        Assert.Equal(("127.0.0.1", "t"), (home.Contexts.Current, home.Contexts.Get("127.0.0.1").Token));
    }

    [Fact]
    public async Task A_named_context_gets_the_token_and_the_current_one_stays()
    {
        await home.GaiaAsync("context", "set", "prod", "--url", Address);
        await home.GaiaAsync("context", "set", "dev", "--url", "https://dev.example");
        await home.GaiaAsync("context", "use", "dev");
        await home.GaiaAsync(["login", "--context", "prod"], "t\n");
        Assert.Equal(("dev", "t", null), (home.Contexts.Current, home.Contexts.Get("prod").Token, home.Contexts.Get("dev").Token));
        Assert.Equal(2, home.Contexts.All.Count);
    }

    [Fact]
    public async Task A_context_and_another_address_are_refused()
    {
        await home.GaiaAsync("context", "set", "prod", "--url", "https://gaia.example");
        var run = await home.GaiaAsync(["login", Address, "--context", "prod"], "t\n");
        Assert.StartsWith($"Error: --context prod and {Address} contradict each other: that context is https://gaia.example.", run.Error, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Logout_takes_the_token_of_the_context_and_leaves_the_context()
    {
        await home.GaiaAsync(["context", "set", "prod", "--url", Address, "--stack", "dev", "--token-stdin"], "t\n");
        Assert.Equal($"The token of context prod ({Address}) is forgotten. `gaia tokens revoke` would end it.\n", (await home.GaiaAsync("logout", "--context", "prod")).Error);
        Assert.Equal((null, "dev"), (home.Contexts.Get("prod").Token, home.Contexts.Get("prod").Stack));
        Assert.Equal($"There was no token for {Address}.\n", (await home.GaiaAsync("logout", "--context", "prod")).Error);
    }

    [Fact]
    public async Task The_first_admins_token_is_stored_with_its_role_and_expiry()
    {
        var end = new DateTimeOffset(2031, 2, 3, 0, 0, 0, TimeSpan.Zero);
        api.Json("POST", Routes.AdminInit, new(new(Guid.Empty, "admin", Role.Admin, ["*"], end, end, null, null), "gaia_secret"), ContractsJson.Default.CreatedTokenResponse);
        await home.GaiaAsync("context", "set", "prod", "--url", Address);
        await home.GaiaAsync("admin", "init", "--login", "--context", "prod");
        var prod = home.Contexts.Get("prod");
        Assert.Equal(("gaia_secret", Role.Admin, end), (prod.Token, prod.Role, prod.ExpiresAt));
        Assert.Contains("until 2031-02-03", (await home.GaiaAsync("context", "list")).Out);

        api.Problem("GET", Routes.Status, 401, "access.unauthenticated", "This token is unknown, revoked or expired.");
        var refused = await home.GaiaAsync("status", "--context", "prod");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("It is the token of context prod, valid until 2031-02-03: `gaia login --context prod` replaces it.", refused.Error);

        Accept();
        await home.GaiaAsync(["login", "--context", "prod"], "another\n");
        Assert.Equal((null, null), (home.Contexts.Get("prod").Role, home.Contexts.Get("prod").ExpiresAt));
    }

    [Fact]
    public async Task A_context_without_a_token_is_told_how_to_get_one()
    {
        api.Problem("GET", Routes.Runs, 401, "access.unauthenticated", "This call needs a token.");
        await home.GaiaAsync("context", "set", "prod", "--url", Address);
        await home.GaiaAsync("context", "use", "prod");
        Assert.Contains("Context prod has no token: `gaia login --context prod` stores one.", (await home.GaiaAsync("runs", "list")).Error);
        home.Environment["GAIA_TOKEN"] = "wrong";
        Assert.Contains("It is the token of GAIA_TOKEN", (await home.GaiaAsync("runs", "list")).Error);
    }

    [Fact]
    public async Task A_token_that_cannot_be_one_is_refused_before_it_is_sent()
    {
        Assert.Contains("What was given is not a token", (await home.GaiaAsync(["login", Address], "a b\n")).Error);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Old_tokens_are_used_as_they_were()
    {
        home.Write($$"""
            {"current": "{{Address}}", "tokens": {"{{Address}}": "gaia_old", "https://gaia.example": "gaia_other"} }
            """);
        var status = await home.GaiaAsync("status");
        Assert.Equal("Bearer gaia_old", api.Requests[^1].Headers["Authorization"]);
        Assert.Contains("(Production), context 127.0.0.1\n", status.Out);
        await home.GaiaAsync("context", "use", "none");
        Assert.Equal(["gaia_old", "gaia_other"], home.Contexts.All.Select(context => context.Token));
    }

    private string Address => api.Url.GetLeftPart(UriPartial.Authority);

    private void Accept() => api.Json("GET", Routes.Status,
        new("0.1.0", "Production", [new("api", "healthy", null, null)], [], new(0, 0, 0, 0)), ContractsJson.Default.StatusResponse);
}
