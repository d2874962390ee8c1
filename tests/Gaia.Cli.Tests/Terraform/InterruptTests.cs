using System.Diagnostics;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Tests.Terraform;

/// <summary>The real program with a real child: terraform gets one interrupt however many we get, and we wait for its end.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Terraform_is_interrupted_once_and_its_status_is_ours(int signal)
    {
        sample.File(".bin/terraform", """
            #!/bin/bash
            [ "$1" = apply ] || exit 0
            trap 'echo INT >> "$CALLS"' INT
            echo ready > "$CALLS"
            # Only `wait` runs the trap whenever the signal comes: one that comes as a foreground command ends can be lost.
            sleep 3 &
            while kill -0 $! 2>/dev/null; do wait $!; done
            exit 42
            """);
        using var gaia = Start("terraform", "apply", "app", "-s", "dev", "--local");
        await Until.TrueAsync(() => sample.Calls.Contains("ready"), "terraform is ready");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, LibC.Kill(gaia.Id, signal));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        await gaia.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(42, gaia.ExitCode);
        Assert.Equal(["ready", "INT"], sample.Calls);
    }

    private Process Start(params string[] args)
    {
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "gaia"), args)
        {
            WorkingDirectory = sample.Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in sample.Environment) info.Environment[name] = value;
        return Process.Start(info)!;
    }
}
