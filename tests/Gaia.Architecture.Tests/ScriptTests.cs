using System.Diagnostics;

namespace Gaia.Architecture.Tests;

public sealed class ScriptTests
{
    // Sourced by the others; and a program whose own help is asked, once it is built.
    private static readonly string[] Others = ["scripts/common.sh", "scripts/progress.sh", "bench/postgres.sh", "bench/chaos.sh"];

    public static TheoryData<string> Scripts() => [.. new[] { "scripts", "bench" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(ProjectGraph.Root, folder), "*.sh", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(ProjectGraph.Root, file)).Except(Others).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Help_helps_and_does_nothing_else(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, "--help"]) { WorkingDirectory = ProjectGraph.Root, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(Path.GetFileName(script), said, StringComparison.Ordinal);
    }
}
