using System.Collections.Concurrent;
using System.Diagnostics;
using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost.Watching;

internal static class ProjectBuild
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Straggling = TimeSpan.FromSeconds(1);

    /// <summary>Nothing when the project builds; else the compiler's lines.</summary>
    public static async Task<IReadOnlyCollection<string>> ErrorsAsync(string project, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Longest);
        using var build = Process.Start(new ProcessStartInfo(DotnetHost.Path, ["build", project, "--nologo", "-v", "q"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var lines = new ConcurrentQueue<string>();
            var reading = Task.WhenAll(ReadAsync(build.StandardOutput, lines), ReadAsync(build.StandardError, lines));
            await build.WaitForExitAsync(timeout.Token);
            // The compiler server that a build leaves behind may hold its output open for minutes.
            await Task.WhenAny(reading, Task.Delay(Straggling, timeout.Token));
            return build.ExitCode == 0 ? [] : Errors(lines);
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
            lines.Enqueue(line.Trim());
    }

    private static HashSet<string> Errors(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty("the build failed")];
}
