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
    public async Task Varfiles_can_be_hcl()
    {
        await sample.GaiaAsync("terraform", "generate", "varfiles", "--format", "hcl", "--stacks", "prod");
        Assert.Equal("name  = \"app\"\nsize  = 3\nstage = \"prod\"\ntags = {\n  cost = \"high\"\n  team = \"core\"\n}\n",
            sample.Read("components/terraform/app/prod-app.terraform.tfvars"));
    }

    [Theory]
    [InlineData("hcl", "backend.tf", "terraform {\n  backend \"local\" {\n    path = \"terraform.tfstate\"\n  }\n}\n")]
    [InlineData("backend-config", "backend.tf", "path = \"terraform.tfstate\"\n")]
    public async Task Backends_can_be_hcl(string format, string file, string content)
    {
        var run = await sample.GaiaAsync("terraform", "generate", "backends", "--format", format, "--components", "app,network");
        Assert.Equal((0, $"Wrote components/terraform/app/{file}\nWrote components/terraform/network/{file}\n"),
            (run.ExitCode, string.Concat(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n"))));
        Assert.Equal(content, sample.Read($"components/terraform/app/{file}"));
    }

    [Fact]
    public async Task Backends_can_be_json_and_go_where_a_template_says()
    {
        await sample.GaiaAsync("terraform", "generate", "backends", "--format", "json", "--file-template", "out/{stage}/{component}.json");
        Assert.Contains("\"local\"", sample.Read("out/dev/frozen.json"));
        Assert.False(sample.Has("components/terraform/app/backend.tf.json"));
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
