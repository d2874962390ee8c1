using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Admin;

public sealed class LoginTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly string home = Directory.CreateTempSubdirectory("gaia-home-").FullName;

    public LoginTests() => api.Json("GET", Routes.Status,
        new("0.1.0", "Production", [new("api", "healthy", null, null)], [], new(0, 0, 0, 0)), ContractsJson.Default.StatusResponse);

    public void Dispose()
    {
        api.Dispose();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Stores_the_token_for_its_owner_only_and_uses_it_for_that_address_alone()
    {
        Assert.Equal(0, (await GaiaAsync(["login", api.Url.ToString()], "gaia_secret\n")).ExitCode);
        var file = Path.Combine(home, ".config", "gaia", "credentials.json");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        await GaiaAsync(["status"]);
        Assert.Equal("Bearer gaia_secret", api.Requests[^1].Headers["Authorization"]);

        using var other = new FakeApi();
        await GaiaAsync(["status"], url: other.Url);
        Assert.DoesNotContain("Authorization", other.Requests[^1].Headers.Keys);
    }

    [Fact]
    public async Task Stores_nothing_that_the_api_does_not_accept()
    {
        api.Problem("GET", Routes.Status, 401, "access.unauthenticated", "The token is not known.");
        Assert.Equal(5, (await GaiaAsync(["login", api.Url.ToString()], "wrong\n")).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(home, ".config")));
    }

    [Fact]
    public async Task Logout_forgets_it()
    {
        await GaiaAsync(["login", api.Url.ToString()], "gaia_secret\n");
        Assert.Equal(0, (await GaiaAsync(["logout"])).ExitCode);
        Assert.DoesNotContain("gaia_secret", File.ReadAllText(Path.Combine(home, ".config", "gaia", "credentials.json")));
    }

    private Task<CliRun> GaiaAsync(string[] args, string input = "", Uri? url = null)
    {
        var environment = new Dictionary<string, string> { ["HOME"] = home };
        if (url is not null) environment["GAIA_URL"] = url.ToString();
        return CliRun.OfAsync(args, environment, input: input);
    }
}
