using Gaia.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.Functional.Tests;

/// <summary>The commands that the dashboard shows, without the dashboard.</summary>
[Collection(nameof(CrashCollection))]
public sealed class ResourceCommandTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_hello_is_a_real_run_and_shows_its_end()
    {
        var result = await ExecuteAsync(gaia.Host, "api", "apply-hello");

        Assert.True(result.Success, result.Message);
        Assert.Contains("hello in local", result.Data!.Value);
        Assert.Contains((await gaia.NewestRunAsync("hello", cancellation)).Status, new[] { RunStatus.Applied, RunStatus.Planned });
    }

    [Fact]
    public async Task Reset_data_is_refused_while_a_run_applies_and_leaves_nothing_after_it()
    {
        await using var host = await AppHostUnderTest.StartAsync(null, cancellation);
        var address = host.App.GetEndpoint("api", "http");
        using var folder = AtmosFolder.Create("reset").Edit("stacks/dev.yaml", "pause: 0", "pause: 5");
        var terminal = new Terminal(address, folder.Path, folder.Path);
        using var applying = terminal.Start("terraform", "apply", "reset", "-s", "dev", "--auto-approve");
        await applying.LineAsync("creating", cancellation);

        var refused = await ExecuteAsync(host, "postgres", "reset-data");

        Assert.False(refused.Success);
        Assert.Matches("^Nothing was deleted: run .* \\(reset in dev\\) is applying", refused.Message);
        (await applying.EndAsync(cancellation)).Expect(0);
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(Path.Combine(host.DataFolder, "files")));

        var done = await ExecuteAsync(host, "postgres", "reset-data");

        Assert.True(done.Success, done.Message);
        Assert.DoesNotContain("reset", (await terminal.RunAsync(cancellation, "runs", "list")).Expect(0).Out);
        folder.Edit("stacks/dev.yaml", "pause: 5", "pause: 0");
        Assert.Contains("2 created", (await terminal.RunAsync(cancellation, "terraform", "apply", "reset", "-s", "dev", "--auto-approve")).Expect(0).Out);
    }

    private Task<ExecuteCommandResult> ExecuteAsync(AppHostUnderTest host, string resource, string command) =>
        host.App.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, command, cancellation);
}
