namespace Gaia.Cli.Tests.Terraform;

public sealed class GenerateTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task Varfile_goes_where_it_is_told()
    {
        var run = await sample.GaiaAsync("terraform", "generate", "varfile", "app", "-s", "dev", "-f", "out/vars.json");
        Assert.Equal((0, "Wrote out/vars.json\n"), (run.ExitCode, run.Error));
        Assert.Contains("\"size\": 2", sample.Read("out/vars.json"));
    }

    [Fact]
    public async Task Varfiles_of_all_follow_a_template()
    {
        await sample.GaiaAsync("terraform", "generate", "varfiles", "--file-template", "out/{stage}/{component}.yaml", "--format", "yaml", "--components", "app");
        Assert.Equal("name: app\nsize: 3\nstage: prod\ntags:\n  cost: high\n  team: core\n", sample.Read("out/prod/app.yaml"));
        Assert.True(sample.Has("out/dev/app.yaml"));
    }

    [Fact]
    public async Task A_component_without_backend_is_refused()
    {
        var run = await sample.GaiaAsync("terraform", "generate", "backend", "app", "-s", "prod");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has no backend", run.Error);
    }

    [Fact]
    public async Task Clean_removes_what_was_generated_when_told_to()
    {
        await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local");
        Assert.Equal(1, (await sample.GaiaAsync("terraform", "clean", "app", "-s", "dev")).ExitCode);
        Assert.Equal(0, (await sample.GaiaAsync("terraform", "clean", "app", "-s", "dev", "--force")).ExitCode);
        Assert.Equal(["main.tf"], Directory.EnumerateFiles(Path.Combine(sample.Root, "components/terraform/app")).Select(Path.GetFileName));
    }
}
