namespace Gaia.Cli.Tests.Validate;

public sealed class ValidateTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task A_good_repository_passes() =>
        Assert.Equal((0, "All stacks validated successfully\n"), await sample.GaiaAsync("validate", "stacks") is var run ? (run.ExitCode, run.Out) : default);

    [Fact]
    public async Task Every_problem_is_told_not_only_the_first()
    {
        sample.File("stacks/deploy/one.yaml", "vars: {stage: one\n");
        sample.File("stacks/deploy/two.yaml", "import: [catalog/nothing]\n");
        var run = await sample.GaiaAsync("validate", "stacks");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("at stacks/deploy/one.yaml:", run.Error);
        Assert.Contains("at stacks/deploy/two.yaml:", run.Error);
        Assert.Contains("2 problems.", run.Error);
    }

    [Fact]
    public async Task A_component_is_held_against_its_schema_also_before_terraform_runs()
    {
        sample.File("schemas/app.json", """{"type": "object", "properties": {"vars": {"properties": {"size": {"maximum": 2}}}}}""");
        sample.File("stacks/catalog/app.yaml", sample.Read("stacks/catalog/app.yaml").Replace("vars: {name: app}",
            "vars: {name: app}\n      settings: {validation: {small: {schema_type: jsonschema, schema_path: schemas/app.json, description: keep it small}}}"));
        var valid = await sample.GaiaAsync("validate", "component", "app", "-s", "dev");
        Assert.Equal((0, ""), (valid.ExitCode, valid.Error));
        var refused = await sample.GaiaAsync("validate", "component", "app", "-s", "prod");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("small: /vars/size", refused.Error);
        Assert.Contains("(keep it small)", refused.Error);
        Assert.Equal(1, (await sample.GaiaAsync("terraform", "plan", "app", "-s", "prod", "--local")).ExitCode);
        Assert.Empty(sample.Calls);
    }
}
