using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Gaia.Architecture.Tests;

public sealed partial class ScriptTests
{
    private static readonly string[] Sourced = ["scripts/common.sh", "scripts/progress.sh", "bench/postgres.sh"];

    public static TheoryData<string> Scripts() => [.. new[] { "scripts", "bench" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(ProjectGraph.Root, folder), "*.sh", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(ProjectGraph.Root, file)).Except(Sourced).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Help_helps_and_does_nothing_else(string script)
    {
        var (code, said, _) = await RunAsync(script, "--help");
        Assert.Equal(0, code);
        Assert.Contains(Path.GetFileName(script), said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task An_option_that_there_is_not_is_refused_before_anything_is_done(string script)
    {
        var (code, said, error) = await RunAsync(script, "--nosuch");
        Assert.Equal((2, ""), (code, said));
        Assert.Contains("--nosuch", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch", "deploy/settings.yaml has no environment 'nosuch'. It has: dev ")]
    [InlineData("dev prod", "prod is one environment too many")]
    [InlineData("machine", "machine is one machine without a cluster. Add --format compose.")]
    [InlineData("dev --registry --no-images", "--registry needs a value")]
    [InlineData("dev --registry https://ghcr.io/acme", "Name the host without a scheme")]
    [InlineData("dev --from-outputs", "--from-outputs needs a value")]
    [InlineData("dev --by-digest", "--by-digest needs --registry")]
    [InlineData("dev --format hlem", "It must be kustomize, kyaml, helm or compose")]
    public async Task What_cannot_be_published_is_refused_before_anything_is_built(string arguments, string why)
    {
        var (code, said, error) = await RunAsync("scripts/publish.sh", arguments.Split(' '));
        Assert.Equal((2, ""), (code, said));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Starting_for_development_takes_what_serve_takes()
    {
        var script = File.ReadAllText(Path.Combine(ProjectGraph.Root, "scripts/start-dev.sh"));
        var help = File.ReadAllText(Path.Combine(ProjectGraph.Root, "tests/Gaia.Cli.Tests/Help/Approved/serve.golden"));
        var options = OptionAtStart().Matches(help).Select(match => match.Groups["option"].Value).ToList();
        Assert.Contains("--detach", options);
        Assert.All(options, option => Assert.Contains($" {option} ", script));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments])
        {
            WorkingDirectory = ProjectGraph.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    // "  -y, --yes    With --clean: do not ask"
    [GeneratedRegex(@"^  (-[a-z], )?(?<option>--[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex OptionAtStart();
}
