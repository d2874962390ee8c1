using System.Text.Json;

namespace Gaia.Cli.Tests.Manifests;

/// <summary>Where settings are found, and which environment a fault is about.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public EnvironmentTests()
    {
        sample.File("aspire-manifest.json", """
            {"resources": {
              "key": {"type": "parameter.v0", "value": "{key.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
              "web": {"type": "container.v0", "image": "web:1", "env": {"KEY": "{key.value}"}, "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80, "external": true}}}}}
            """);
        sample.File("deploy/settings.yaml", """
            app: shop
            environments:
              dev: {secrets: {provider: plain}}
              east: {resources: {web: &web {hosts: ["${outputs.domain}"]}}}
              west: {resources: {web: *web}}
            """);
    }

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("show", "web", "-e", "dev", "--parameters", "values.yaml")]
    [InlineData("validate", "--from", "aspire-manifest.json", "-e", "dev", "--parameters", "values.yaml")]
    [InlineData("generate", "-e", "dev", "-o", "out", "--parameters", "values.yaml")]
    [InlineData("graph")]
    public async Task Settings_are_those_of_the_folder_for_every_command(params string[] arguments)
    {
        sample.File("values.yaml", "key: abc");
        var run = await sample.GaiaAsync([.. arguments.Prepend("manifest")]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("gaia: settings are those of deploy/settings.yaml\n", run.Error);
    }

    [Fact]
    public async Task None_means_defaults_and_so_does_a_folder_without_settings()
    {
        var none = await sample.GaiaAsync("manifest", "list", "--settings", "none", "--columns", "environment", "--format", "csv");
        Assert.Equal((0, "Environment\nbase\n", ""), (none.ExitCode, none.Out, none.Error));
        File.Delete(Path.Combine(sample.Root, "deploy/settings.yaml"));
        var without = await sample.GaiaAsync("manifest", "list", "--columns", "environment", "--format", "csv");
        Assert.Equal((0, none.Out, "gaia: there is no deploy/settings.yaml here: defaults hold\n"), (without.ExitCode, without.Out, without.Error));
    }

    [Fact]
    public async Task A_list_leaves_out_environments_that_cannot_be_made_unless_they_are_asked_for()
    {
        var run = await sample.GaiaAsync("manifest", "list", "--columns", "environment", "--format", "csv");
        Assert.Equal((0, "Environment\nbase\ndev\n"), (run.ExitCode, run.Out));
        Assert.Contains("left out east: ", run.Error);
        Assert.Contains("left out west: ", run.Error);
        var asked = await sample.GaiaAsync("manifest", "list", "-e", "west");
        Assert.Equal((1, ""), (asked.ExitCode, asked.Out));
        Assert.Contains("'west' take values from terraform outputs", asked.Error);
    }

    [Fact]
    public async Task What_each_environment_lacks_is_said_at_once_with_its_name()
    {
        var run = await sample.GaiaAsync("manifest", "generate", "-o", "out");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("environment dev: Secret key has no value", run.Error);
        Assert.Contains("'east' take values", run.Error);
        Assert.Contains("'west' take values", run.Error);
        Assert.Contains("-e NAME chooses one of them: dev, east, west.", run.Error);
        var findings = await sample.GaiaAsync("manifest", "validate", "--format", "json");
        using var json = JsonDocument.Parse(findings.Out);
        Assert.Equal(["dev", "east", "west"], json.RootElement.EnumerateArray().Select(finding => finding.GetProperty("environment").GetString()));
    }

    [Fact]
    public async Task An_output_that_is_missing_is_said_with_the_environments_that_use_it()
    {
        sample.File("outputs.json", """{"zone": {"sensitive": false, "type": "string", "value": "example.test"}}""");
        var run = await sample.GaiaAsync("manifest", "generate", "-o", "out", "--from-outputs", "outputs.json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("environment east, west: deploy/settings.yaml:", run.Error);
        var one = await sample.GaiaAsync("manifest", "generate", "-o", "out", "--from-outputs", "west=outputs.json", "-e", "west");
        Assert.Contains("environment west: deploy/settings.yaml:", one.Error);
    }

    [Fact]
    public async Task What_is_wrong_everywhere_is_said_without_an_environment()
    {
        sample.File("deploy/settings.yaml", "app: shop\nresources: {wep: {replicas: 1}}\nenvironments: {dev: {}, prod: {}}\n");
        var run = await sample.GaiaAsync("manifest", "list");
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("environment dev", run.Error);
        Assert.Single(run.Error.Split('\n'), line => line.Contains("wep", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_looked_at_for_want_of_outputs_does_not_make_the_rest_special()
    {
        sample.File("deploy/settings.yaml", "app: shop\nresources: {web: {environment: {KEY: \"{nosuch.value}\"}}}\nenvironments: {dev: {}, east: {region: \"${outputs.region}\"}}\n");
        var run = await sample.GaiaAsync("manifest", "generate", "-o", "out");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nosuch", run.Error);
        Assert.DoesNotContain("environment base", run.Error);
        Assert.Contains("'east' take values", run.Error);
    }

    [Fact]
    public async Task One_machine_does_not_have_to_meet_what_is_asked_of_a_cluster()
    {
        sample.File("values.yaml", "key: abc");
        sample.File("deploy/settings.yaml", "app: shop\nenvironments: {box: {machine: true, secrets: {provider: plain}, resources: {web: {replicas: 1}}}, dev: {resources: {web: {replicas: 1}}}}\n");
        Assert.Equal(0, (await sample.GaiaAsync("manifest", "validate", "-e", "box", "--parameters", "values.yaml")).ExitCode);
        var cluster = await sample.GaiaAsync("manifest", "validate", "-e", "dev");
        Assert.Equal(1, cluster.ExitCode);
        Assert.Contains("environment dev: Deployment/web: ", cluster.Error);
    }
}
