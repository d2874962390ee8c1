using System.Diagnostics;

namespace Gaia.Chaos.Bench.Machine;

internal static class Commands
{
    /// <exception cref="InvalidOperationException">It ends with another code than 0.</exception>
    public static async Task RunAsync(params string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', line)} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
