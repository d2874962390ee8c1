using Gaia.Configurations;
using Gaia.Configurations.Archives;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Execution;

/// <summary>What `!env` reads on a worker is what the caller sent, or nothing.</summary>
public sealed class SentEnvironmentTests(RunsPostgres postgres)
{
    private const string Terraform = "variable \"name\" {}\noutput \"name\" {\n  value = var.name\n}\n";

    [Theory]
    [InlineData("!env HOME", "the caller's home")]
    [InlineData("!env UNSET fallback", "fallback")]
    [InlineData("'{{ env \"HOME\" }}'", "the caller's home")]
    public async Task The_callers_value_counts_not_the_workers(string name, string value)
    {
        await using var gaia = await StartAsync(name, new ArchiveContext { Variables = new Dictionary<string, string> { ["HOME"] = "the caller's home" }, AbsentVariables = ["UNSET"] });
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Contains(await gaia.Get<FindOutputs>().ExecuteAsync(run.Id, CancellationToken.None), output => output.Value?.GetString() == value);
        Assert.Contains("Of the caller's environment: HOME", await gaia.LogAsync(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!env HOME")]
    [InlineData("'{{ env \"HOME\" }}'")]
    public async Task What_the_caller_did_not_send_is_refused_with_the_setting_that_would_allow_it(string name)
    {
        await using var gaia = await StartAsync(name, new ArchiveContext());
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("'HOME' is read, but was not sent", run.Error, StringComparison.Ordinal);
        Assert.Contains("Gaia__Outside", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_may_let_the_workers_own_count()
    {
        await using var gaia = await StartAsync("!env HOME", new ArchiveContext(), new Dictionary<string, string?> { ["Gaia:Outside"] = "Environment" });
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Contains(await gaia.Get<FindOutputs>().ExecuteAsync(run.Id, CancellationToken.None), output => output.Value?.GetString() == Environment.GetEnvironmentVariable("HOME"));
    }

    private async Task<TestGaia> StartAsync(string name, ArchiveContext context, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var gaia = await TestGaia.StartAsync(postgres, Terraform, $"name: {name}", settings: settings);
        gaia.Repository.Write("atmos.yaml", gaia.Repository.Read("atmos.yaml") + "\ntemplates: {settings: {enabled: true}}\n");
        gaia.Repository.Context = context;
        return gaia;
    }
}
