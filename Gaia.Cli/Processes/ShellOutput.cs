using System.Diagnostics;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Processes;

/// <summary>What a short shell line prints, without the line end. It has a minute; what it says on stderr is shown.</summary>
internal static class ShellOutput
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task<string> ReadAsync(CliContext context, string line, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("/bin/sh", ["-c", line]) { WorkingDirectory = directory, RedirectStandardOutput = true };
        info.Environment.Clear();
        foreach (var (name, value) in environment) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        using var timeout = new CancellationTokenSource(Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.Token);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? output.TrimEnd('\r', '\n') : throw new CliException($"`{line}` exited {process.ExitCode}.");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (timeout.IsCancellationRequested) throw new CliException($"`{line}` did not end within {Limit.TotalSeconds:0} s.");
            throw;
        }
    }
}
