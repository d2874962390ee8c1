using Gaia.Cli.Contexts;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class ServeTextTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_commands_work_in_any_folder()
    {
        Assert.Contains($"  {Environment.ProcessPath} -C {folder.Root} terraform plan hello -s local", Up(new(folder.Root, null)));
        Assert.Contains(" -C '/srv/check out' terraform plan hello -s local", Up(new("/srv/check out", null)));
    }

    [Fact]
    public void A_bundle_has_no_stacks_to_try() => Assert.DoesNotContain("terraform", Up(new(null, "/opt/gaia")));

    [Theory]
    [InlineData("local", null, null, "{gaia} status")]
    [InlineData("other", null, null, "{gaia} --context local status")]
    [InlineData("none", null, null, "{gaia} --context local status")]
    [InlineData("local", "GAIA_URL", "http://localhost:8081", "{gaia} --context local status")]
    [InlineData("local", "GAIA_CONTEXT", "other", "{gaia} --context local status")]
    public void They_name_the_context_where_another_terminal_might_not_find_it(string current, string? variable, string? value, string command)
    {
        var contexts = SavedContexts.Empty.With(new("local", new("http://127.0.0.1:8081"))).With(new("other", new("https://gaia.example"))).Use(current);
        Assert.Contains($"\n  {command.Replace("{gaia}", Environment.ProcessPath)}\n", Up(new(null, "/opt/gaia"), "http://localhost:8081", contexts, variable, value));
    }

    [Theory]
    [InlineData(null, "GAIA_URL=http://localhost:8081 {gaia} status")]
    [InlineData("GAIA_CONTEXT", "GAIA_CONTEXT= GAIA_URL=http://localhost:8081 {gaia} status")]
    public void They_name_the_address_where_no_context_has_it(string? variable, string command) => Assert.Contains(
        $"\n  {command.Replace("{gaia}", Environment.ProcessPath)}\n", Up(new(null, "/opt/gaia"), "http://localhost:8081", SavedContexts.Empty, variable, "other"));

    [Fact]
    public void Stopping_names_the_folder_that_is_not_the_usual_one()
    {
        var installation = new Installation(folder.Root, null);
        Assert.EndsWith($"serve --stop --data-folder {folder.Root}", ServeText.StopCommand(folder.Context(), folder.Data, installation));
        Assert.EndsWith("serve --stop", ServeText.StopCommand(folder.Context(), new(Path.Combine(folder.Root, ".gaia")), installation));
    }

    private string Up(Installation installation, string api = "http://localhost:8080", SavedContexts? contexts = null, string? variable = null, string? value = null) => string.Join('\n', ServeText.Up(
        folder.Context(environment: variable is null ? [] : [new(variable, value!)]), new AppHostFile(1, new(api), "processes"), folder.Data, installation,
        contexts ?? ServedContext.Record(SavedContexts.Empty, new(api))).Select(line => line.ToString()));
}
