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

    [Theory]
    [InlineData("[1]", "settings.validation must be a map of checks by name, not a list")]
    [InlineData("{small: {schema_type: jsonschema, schema_pth: app.json}}", "did you mean 'schema_path'?")]
    [InlineData("{small: {schema_type: cue, schema_path: p.rego}}", "'cue' is not supported; use jsonschema or opa")]
    public async Task A_check_with_a_typo_never_fails_open(string validation, string message)
    {
        Validation(validation);
        string[][] commands = [["validate", "component", "app", "-s", "dev"], ["validate", "stacks"], ["terraform", "plan", "app", "-s", "dev", "--local"]];
        foreach (var command in commands)
        {
            var run = await sample.GaiaAsync(command);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(message, run.Error);
            Assert.Contains("stacks/catalog/app.yaml:", run.Error);
        }
        Assert.Empty(sample.Calls);
    }

    [Theory]
    [InlineData("[]", "a schema must be a map or a boolean, not list (the check 'small', stacks/catalog/app.yaml:", "schemas/app.json:1:1")]
    [InlineData("\"x\"", "a schema must be a map or a boolean, not string (the check 'small', stacks/catalog/app.yaml:", "schemas/app.json:1:1")]
    [InlineData("", "holds no JSON schema (the check 'small', stacks/catalog/app.yaml:", "schemas/app.json")]
    [InlineData("""{"not":{}}""", "small: the component: ", ", says schemas/app.json#/not")]
    public async Task A_schema_that_is_none_and_one_that_refuses_are_named(string schema, string message, string place)
    {
        sample.File("schemas/app.json", schema);
        Validation("{small: {schema_type: jsonschema, schema_path: schemas/app.json}}");
        var run = await sample.GaiaAsync("validate", "component", "app", "-s", "dev");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Contains(place, run.Error);
    }

    [Fact]
    public async Task A_folder_is_no_schema()
    {
        sample.File("schemas/app.json", "{}");
        Validation("{small: {schema_type: jsonschema, schema_path: schemas}}");
        var run = await sample.GaiaAsync("validate", "component", "app", "-s", "dev");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is a folder, not a JSON schema", run.Error);
        Assert.DoesNotContain("denied", run.Error);
    }

    private void Validation(string checks) => sample.File("stacks/catalog/app.yaml", sample.Read("stacks/catalog/app.yaml").Replace(
        "vars: {name: app}", $"vars: {{name: app}}\n      settings: {{validation: {checks}}}"));
}
