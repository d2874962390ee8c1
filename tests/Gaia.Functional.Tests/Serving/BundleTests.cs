using System.Diagnostics;

namespace Gaia.Functional.Tests.Serving;

/// <summary>A bundle where neither sources nor packages are left of the checkout that it was built in.</summary>
public sealed class BundleTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly TestFolder folder = TestFolder.Create("bundle");

    public BundleTests() => limit.CancelAfter(Limit);

    public void Dispose()
    {
        folder.Dispose();
        limit.Dispose();
    }

    [Fact]
    public async Task It_serves_where_there_are_no_sources()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("GAIA_TEST_BUNDLE") == "1", "Building a bundle takes minutes: GAIA_TEST_BUNDLE=1, or scripts/test.sh --bundle.");
        await ShellAsync("""
            mkdir checkout bundle
            git -C "$CHECKOUT" ls-files -z --cached --others --exclude-standard | tar -C "$CHECKOUT" --null --files-from=- --ignore-failed-read -cf - | tar -C checkout -xf -
            checkout/scripts/bundle.sh --out "$PWD"
            rm -rf checkout
            sha256sum --quiet -c gaia-*.sha256
            tar -C bundle --strip-components=1 -xf gaia-*.tar.gz
            (cd bundle && sha256sum --quiet -c SHA256SUMS)
            """);

        await using var gaia = new ServedGaia { Program = Path.Combine(folder.Path, "bundle", "gaia") };
        Assert.Contains("Gaia is up", (await EndAsync(gaia.Start("--detach"))).Expect(0).Out);
        using (var atmos = AtmosFolder.Create("bundled"))
            (await gaia.TerminalIn(atmos.Path).RunAsync(limit.Token, "terraform", "plan", "bundled", "-s", "dev")).Expect(0);
        (await EndAsync(gaia.Serve("--stop"))).Expect(0);
        await gaia.DesertedAsync(limit.Token);
    }

    private async Task<Screen> EndAsync(RunningCommand command)
    {
        using (command) return await command.EndAsync(limit.Token);
    }

    private async Task ShellAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["CHECKOUT"] = SourceTree.Root;
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync(limit.Token);
        var output = await shell.StandardOutput.ReadToEndAsync(limit.Token);
        await shell.WaitForExitAsync(limit.Token);
        Assert.True(shell.ExitCode == 0, $"{output}\n{await error}");
    }
}
