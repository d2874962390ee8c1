using System.Diagnostics;
using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost.Watching;

internal static class ProjectBuild
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

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
            var output = build.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = await build.StandardError.ReadToEndAsync(timeout.Token);
            await build.WaitForExitAsync(timeout.Token);
            return build.ExitCode == 0 ? [] : Lines(await output + errors);
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static IReadOnlyCollection<string> Lines(string output) =>
        output.Split('\n').Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Select(line => line.Trim()).DefaultIfEmpty("the build failed").ToHashSet();
}
