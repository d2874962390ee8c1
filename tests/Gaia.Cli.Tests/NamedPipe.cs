using System.Diagnostics;

namespace Gaia.Cli.Tests;

/// <summary>A FIFO that nobody ever writes to: to open it waits for ever.</summary>
internal static class NamedPipe
{
    public static async Task MakeAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, made.ExitCode);
    }
}
