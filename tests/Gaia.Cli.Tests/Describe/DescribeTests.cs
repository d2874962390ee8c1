using System.Text.Json;

namespace Gaia.Cli.Tests.Describe;

public sealed class DescribeTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("component-vars.yaml", "describe component app -s dev --query .vars")]
    [InlineData("component-vars.json", "describe component app -s dev --query .vars --format json")]
    [InlineData("stacks-vars", "describe stacks --components app --sections vars")]
    [InlineData("dependents", "describe dependents network -s dev")]
    [InlineData("provenance", "provenance app vars -s dev")]
    [InlineData("why", "stacks why prod app vars.size")]
    [InlineData("why.json", "stacks why prod app vars.tags.team --format json")]
    [InlineData("diff", "stacks diff dev prod")]
    public async Task Answers_stay_as_they_were(string name, string line)
    {
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Check(name, sample.Neutral(run.Out));
    }

    [Fact]
    public async Task An_answer_can_go_to_a_file()
    {
        var run = await sample.GaiaAsync("describe", "config", "--file", "out.json");
        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        using var config = JsonDocument.Parse(sample.Read("out.json"));
        Assert.Equal("stacks", config.RootElement.GetProperty("stacks").GetProperty("base_path").GetString());
    }

    [Fact]
    public async Task Affected_compares_with_a_commit_or_a_checkout()
    {
        await GitAsync("init -q && git add -A && git -c user.name=t -c user.email=t@t commit -qm one && cp -r . ../base-$$ && mv ../base-$$ .base && echo .base >> .git/info/exclude");
        sample.File("stacks/deploy/prod.yaml", sample.Read("stacks/deploy/prod.yaml").Replace("size: 3", "size: 4"));
        Assert.Equal(["app prod stack.vars"], await AffectedAsync("--ref", "HEAD"));
        Assert.Equal(["app prod stack.vars"], await AffectedAsync("--repo-path", ".base"));
        sample.File("components/terraform/network/main.tf", "# changed");
        Assert.Equal(["network dev component", "app prod stack.vars"], await AffectedAsync("--sha", "HEAD"));
        Assert.Contains("git knows no commit `nothing`", (await sample.GaiaAsync("describe", "affected", "--ref", "nothing")).Error);
        var diff = await sample.GaiaAsync("stacks", "diff", "prod", "--from", "HEAD", "--check");
        Assert.Equal((1, "app (terraform)\n  ~ vars.size: 3 -> 4\n"), (diff.ExitCode, diff.Out));
    }

    private async Task<IReadOnlyList<string>> AffectedAsync(params string[] args)
    {
        var run = await sample.GaiaAsync(["describe", "affected", .. args]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Out);
        return [.. document.RootElement.EnumerateArray().Select(item =>
            $"{item.GetProperty("component").GetString()} {item.GetProperty("stack").GetString()} {item.GetProperty("affected").GetString()}")];
    }

    private async Task GitAsync(string line)
    {
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"git {line}"]) { WorkingDirectory = sample.Root })!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);
    }
}
