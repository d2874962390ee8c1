using System.Text.Json;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Contexts;

public sealed class ContextCommandsTests : IDisposable
{
    private readonly ContextHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Contexts_are_made_changed_used_listed_and_deleted()
    {
        Assert.Equal("Context prod is https://gaia.example, stack prod-eu.\n`gaia context use prod` makes it the current one.\n",
            (await home.GaiaAsync(["context", "set", "prod", "--url", "https://gaia.example/", "--stack", "prod-eu", "--token-stdin"], "gaia_secret\n")).Error);
        await home.GaiaAsync("ctx", "set", "dev", "--url", "http://localhost:8080");
        Assert.Equal("Context prod (https://gaia.example) is current.\n", (await home.GaiaAsync("context", "use", "prod")).Error);
        Assert.Equal("Context prod is deleted. It was the current one.\nNothing is current: commands run in place, with states of their own. `gaia context use NAME` ends that.\n", (await home.GaiaAsync("context", "delete", "prod")).Error);
        Assert.Equal("Context dev is deleted.\n", (await home.GaiaAsync("context", "delete", "dev")).Error);
        Assert.StartsWith("No contexts.", (await home.GaiaAsync("context", "list")).Error);
    }

    [Fact]
    public async Task The_list_asks_each_for_the_role_and_says_why_one_is_unknown()
    {
        using var prod = new FakeApi();
        using var dev = new FakeApi();
        using var old = new FakeApi();
        prod.Json("GET", Routes.Whoami, new("token:ci", Guid.Empty, "ci", Role.Planner, ["*"], new DateTimeOffset(2099, 1, 2, 0, 0, 0, TimeSpan.Zero)), ContractsJson.Default.WhoamiResponse);
        old.Problem("GET", Routes.Whoami, 401, "access.token-expired", "This token expired at 2026-11-01 10:00 UTC.");
        dev.Stop();
        await home.GaiaAsync(["context", "set", "prod", "--url", $"{prod.Url}", "--stack", "prod-eu", "--token-stdin"], "gaia_secret\n");
        await home.GaiaAsync(["context", "set", "old", "--url", $"{old.Url}", "--token-stdin"], "gaia_secret\n");
        await home.GaiaAsync("context", "set", "dev", "--url", $"{dev.Url}");
        await home.GaiaAsync("context", "use", "prod");
        Approved.Check("list", Shown((await home.GaiaAsync("context", "list")).Out));
        Approved.Check("list.json", Shown((await home.GaiaAsync("context", "list", "--format", "json")).Out));
        Assert.Equal("Bearer gaia_secret", prod.Requests[^1].Headers["Authorization"]);

        string Shown(string text) => text.Replace($":{prod.Url.Port}", ":11111").Replace($":{dev.Url.Port}", ":22222").Replace($":{old.Url.Port}", ":33333");
    }

    [Fact]
    public async Task What_is_not_given_stays_and_an_empty_stack_takes_it_away()
    {
        await home.GaiaAsync(["context", "set", "prod", "--url", "https://gaia.example", "--stack", "a", "--token-stdin"], "t\n");
        await home.GaiaAsync("context", "set", "prod", "--stack", "b");
        Assert.Equal(("https://gaia.example/", "b", "t"), Prod());
        Assert.Contains("Its token is as before", (await home.GaiaAsync("context", "set", "prod", "--url", "https://other.example")).Error);
        Assert.Equal(("https://other.example/", "b", "t"), Prod());
        await home.GaiaAsync("context", "set", "prod", "--stack", "");
        Assert.Equal(("https://other.example/", null, "t"), Prod());

        (string, string?, string?) Prod() => home.Contexts.Get("prod") is var prod ? (prod.Url.AbsoluteUri, prod.Stack, prod.Token) : default;
    }

    [Theory]
    [InlineData("set none --url https://gaia.example", "A context cannot be called `none`")]
    [InlineData("set a/b --url https://gaia.example", "'a/b' is not a valid name of a context.")]
    [InlineData("set prd", "There is no context `prd` yet: a new one needs --url.", "Did you mean `prod`?")]
    [InlineData("set prod", "Nothing to change of context prod.")]
    [InlineData("set prod --url gaia.example", "'gaia.example' is not the address of an API.")]
    [InlineData("set prod --url https://me:pw@gaia.example/x", "--url https://gaia.example/x: an address takes no user and no path.", "Write it as https://gaia.example.")]
    [InlineData("set prod --url http://gaia.example/v1/", "--url http://gaia.example/v1: an address takes no path.", "Write it as http://gaia.example.")]
    [InlineData("use prd", "There is no context `prd`.", "Did you mean `prod`?")]
    [InlineData("show prd", "There is no context `prd`.", "Did you mean `prod`?")]
    [InlineData("delete prd", "There is no context `prd`.", "Did you mean `prod`?")]
    [InlineData("list --context prd", "There is no context `prd` (--context).", "Did you mean `prod`?")]
    public async Task Wrong_names_and_addresses_are_refused_and_nothing_is_written(string line, string message, string hint = "")
    {
        await home.GaiaAsync("context", "set", "prod", "--url", "https://gaia.example");
        var before = home.Text;
        var run = await home.GaiaAsync(["context", .. line.Split(' ')]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Contains(hint, run.Error);
        Assert.DoesNotContain("pw", run.Error);
        Assert.Equal(before, home.Text);
    }

    [Fact]
    public async Task An_empty_token_is_refused()
    {
        Assert.Contains("No token was given.", (await home.GaiaAsync("context", "set", "prod", "--url", "https://gaia.example", "--token-stdin")).Error);
        Assert.False(File.Exists(home.FilePath));
    }

    [Fact]
    public async Task Show_asks_the_Gaia_of_the_context()
    {
        using var api = new FakeApi();
        api.Json("GET", Routes.Status, new("0.9.0", "Production", [], [], new(0, 0, 0, 0)), ContractsJson.Default.StatusResponse);
        await home.GaiaAsync(["context", "set", "prod", "--url", api.Url.ToString(), "--stack", "dev", "--token-stdin"], "gaia_secret\n");
        Assert.Equal($"""
            Name       prod
            URL        {api.Url.GetLeftPart(UriPartial.Authority)}
            Stack      dev
            Token      stored
            Role       unknown (it is an older Gaia, which does not tell)
            API        answers, 0.9.0

            """, (await home.GaiaAsync("context", "show", "prod")).Out);
        Assert.Equal("Bearer gaia_secret", api.Requests[^1].Headers["Authorization"]);

        using var json = JsonDocument.Parse((await home.GaiaAsync("context", "show", "--context", "prod", "--format", "json")).Out);
        Assert.Equal(("prod", "option", true), (json.RootElement.GetProperty("name").GetString(), json.RootElement.GetProperty("source").GetString(), json.RootElement.GetProperty("answers").GetBoolean()));
        using var named = JsonDocument.Parse((await home.GaiaAsync("context", "show", "prod", "--format", "json")).Out);
        Assert.Equal("option", named.RootElement.GetProperty("source").GetString());
        api.Problem("GET", Routes.Status, 401, "access.unauthenticated", "This token is unknown, revoked or expired.");
        Assert.Contains("Role       unknown (the token is refused)\n", (await home.GaiaAsync("context", "show", "prod")).Out);
        api.Stop();
        Assert.Contains("Role       unknown (the API does not answer for it)\n", (await home.GaiaAsync("context", "show", "prod")).Out);
        Assert.Contains("nobody answers: connection refused", (await home.GaiaAsync("context", "show", "prod")).Out);
    }

    [Fact]
    public async Task Without_a_token_in_Development_everybody_is_admin()
    {
        using var api = new FakeApi();
        api.Json("GET", Routes.Status, new("0.9.0", "Development", [], [], new(0, 0, 0, 0)), ContractsJson.Default.StatusResponse);
        api.Json("GET", Routes.Whoami, new("development", null, null, Role.Admin, ["*"], null), ContractsJson.Default.WhoamiResponse);
        home.Environment["GAIA_URL"] = api.Url.ToString();
        Assert.Contains("Chosen by  GAIA_URL\n", (await home.GaiaAsync("context", "show")).Out);
        Assert.Contains("Role       admin\n", (await home.GaiaAsync("context", "show")).Out);
    }

    [Fact]
    public async Task Show_says_that_there_is_none()
    {
        Assert.StartsWith("No context: terraform runs in place.\n", (await home.GaiaAsync("context", "show")).Out);
        Assert.Equal("No context is used: terraform runs in place. `gaia context use NAME` ends that.\n", (await home.GaiaAsync("context", "use", "none")).Error);
        Assert.StartsWith("Context none (gaia context use): terraform runs in place.\n", (await home.GaiaAsync("context", "show")).Out);
        Assert.Equal("{\n  \"current\": false,\n  \"hasToken\": false,\n  \"name\": \"none\",\n  \"source\": \"current\"\n}\n", (await home.GaiaAsync("context", "show", "--format", "json")).Out);
    }

    [Theory]
    [InlineData("gaia context use ")]
    [InlineData("gaia ctx delete p")]
    [InlineData("gaia --context ")]
    [InlineData("gaia runs list --context ")]
    public async Task Names_are_completed(string line)
    {
        await home.GaiaAsync("context", "set", "prod", "--url", "https://gaia.example");
        Assert.Contains("prod", (await home.GaiaAsync($"[suggest:{line.Length}]", line)).Out.Split('\n'));
    }

    [Fact]
    public async Task What_takes_precedence_in_this_shell_is_said()
    {
        home.Environment["GAIA_URL"] = "http://localhost:8081/";
        await home.GaiaAsync("context", "set", "prod", "--url", "https://gaia.example");
        Assert.Contains("GAIA_URL=http://localhost:8081 takes precedence", (await home.GaiaAsync("context", "use", "prod")).Error);
        home.Environment["GAIA_CONTEXT"] = "none";
        Assert.Contains("GAIA_CONTEXT=none takes precedence", (await home.GaiaAsync("context", "list")).Error);
    }
}
