using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class DotnetProgramTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_dotnet_it_says_what_to_install()
    {
        var refusal = await RefusalAsync();
        Assert.Contains("dotnet is not on the PATH", refusal.Message);
        Assert.Contains("https://dot.net", refusal.Hints[0]);
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.App 8.0.11 [/x]\\nMicrosoft.NETCore.App 10.0.1 [/x]\\nMicrosoft.AspNetCore.App 9.0.1 [/x]", "has 8.0.11, 9.0.1.")]
    [InlineData("Microsoft.NETCore.App 10.0.1 [/x]", "has none.")]
    [InlineData("", "has none.")]
    public async Task One_without_the_runtime_is_told_what_it_has(string runtimes, string says)
    {
        Dotnet(runtimes);
        Assert.Contains(says, (await RefusalAsync()).Message);
    }

    [Fact]
    public async Task The_one_of_DOTNET_ROOT_will_do() => Assert.Equal(Dotnet("Microsoft.AspNetCore.App 10.0.1 [/x]"), await FindAsync());

    private string Dotnet(string runtimes)
    {
        var path = Path.Combine(folder.Write("dotnet", $"#!/bin/sh\nprintf '{runtimes}\\n'\n").Root, "dotnet");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private async Task<CliException> RefusalAsync() => await Assert.ThrowsAsync<CliException>(FindAsync);

    private Task<string> FindAsync() => DotnetProgram.FindAsync(folder.Context(environment: [new("PATH", ""), new("DOTNET_ROOT", folder.Root)]));
}
