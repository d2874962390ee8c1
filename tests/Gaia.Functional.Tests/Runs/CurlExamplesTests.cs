using System.Diagnostics;

namespace Gaia.Functional.Tests;

/// <summary>The examples of the documentation are run as they stand.</summary>
public sealed class CurlExamplesTests(GaiaApp gaia)
{
    [Fact]
    public async Task Every_example_of_the_api_runs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("bash", [Path.Combine(SourceTree.Root, "scripts", "curl-examples.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GAIA_URL"] = gaia.Http.BaseAddress!.ToString().TrimEnd('/');
        using var script = Process.Start(start)!;
        var error = script.StandardError.ReadToEndAsync(cancellation);
        var said = await script.StandardOutput.ReadToEndAsync(cancellation);
        await script.WaitForExitAsync(cancellation);
        Assert.True(script.ExitCode == 0, $"exit code {script.ExitCode}\n{said}\n{await error}");
    }
}
