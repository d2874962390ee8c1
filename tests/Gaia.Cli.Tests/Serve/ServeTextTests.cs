using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class ServeTextTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_commands_work_where_they_are_shown()
    {
        folder.Write("Gaia.Aspire.sln", "");
        var (inside, outside) = (Up(new(folder.Root, null)), Up(new("/srv/check out", null)));
        Assert.Contains(" terraform plan hello -s local", inside);
        Assert.DoesNotContain(" -C ", inside);
        Assert.Contains(" -C '/srv/check out' terraform plan hello -s local", outside);
    }

    [Fact]
    public void A_bundle_has_no_stacks_to_try() => Assert.DoesNotContain("terraform", Up(new(null, "/opt/gaia")));

    [Theory]
    [InlineData("http://localhost:8080", null, false)]
    [InlineData("http://localhost:8081", null, true)]
    [InlineData("http://localhost:8081", "http://127.0.0.1:8081", false)]
    [InlineData("http://localhost:8080", "https://gaia.example", true)]
    public void They_name_the_API_only_where_they_would_not_find_it(string api, string? variable, bool named) => Assert.Equal(named,
        Up(new(null, "/opt/gaia"), api, variable is null ? [] : [new("GAIA_URL", variable)]).Contains($"  GAIA_URL={api} ", StringComparison.Ordinal));

    [Fact]
    public void Stopping_names_the_folder_that_is_not_the_usual_one()
    {
        var installation = new Installation(folder.Root, null);
        Assert.EndsWith($"serve --stop --data-folder {folder.Root}", ServeText.StopCommand(folder.Context(), folder.Data, installation));
        Assert.EndsWith("serve --stop", ServeText.StopCommand(folder.Context(), new(Path.Combine(folder.Root, ".gaia")), installation));
    }

    private string Up(Installation installation, string api = "http://localhost:8080", KeyValuePair<string, string>[]? environment = null) => string.Join('\n',
        ServeText.Up(folder.Context(environment: environment ?? []), new RunFile(1, new(api), "processes"), folder.Data, installation).Select(line => line.ToString()));
}
