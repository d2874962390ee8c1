namespace Gaia.Cli.Tests.Terraform;

public sealed class ApplyHooksTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public ApplyHooksTests()
    {
        sample.File("atmos.yaml", sample.Read("atmos.yaml") + "stores: {kept: {type: file, options: {path: kept}}}\n");
        sample.File("stacks/catalog/app.yaml", sample.Read("stacks/catalog/app.yaml")
            + "      hooks: {ids: {events: [after-terraform-apply], command: store, name: kept, outputs: {id: .id}}}\n");
        sample.Environment["OUTPUTS"] = """{"id": {"sensitive": false, "type": "string", "value": "i-1"}}""";
    }

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("apply", "app", "-s", "dev", "--local")]
    [InlineData("deploy", "app", "-s", "dev")]
    public async Task Outputs_are_stored_after_an_apply(params string[] words)
    {
        var run = await sample.GaiaAsync(["terraform", .. words]);
        Assert.Equal((0, "output -json"), (run.ExitCode, sample.Calls[^1]));
        Assert.Equal("\"i-1\"\n", sample.Read("kept/dev/app/id"));
        Assert.Contains("Stored id in kept.", run.Error);
    }

    [Theory]
    [InlineData("--skip-hooks", "")]
    [InlineData("--skip-init", "true")]
    [InlineData("--skip-init", "other, ids")]
    public async Task Hooks_are_skipped_where_that_is_asked(string flag, string variable)
    {
        sample.Environment["ATMOS_SKIP_HOOKS"] = variable;
        Assert.Equal(0, (await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--local", flag)).ExitCode);
        Assert.False(sample.Has("kept/dev/app/id"));
    }

    [Fact]
    public async Task A_plan_or_a_failed_apply_stores_nothing()
    {
        await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local");
        sample.Environment["FAIL_ON"] = "apply";
        await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--local");
        Assert.False(sample.Has("kept/dev/app/id"));
    }

    [Fact]
    public async Task An_output_that_is_not_there_is_an_error()
    {
        sample.Environment["OUTPUTS"] = "{}";
        var run = await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--local");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("wants the output 'id'", run.Error);
    }
}
