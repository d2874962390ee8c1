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
    public async Task What_only_environments_give_is_not_needed_below_them()
    {
        sample.File("aspire-manifest.json", """
            {"resources": {
              "size": {"type": "parameter.v0", "value": "{size.inputs.value}", "inputs": {"value": {"type": "string"}}},
              "sql": {"type": "azure.bicep.v0", "path": "sql.bicep"},
              "tool": {"type": "executable.v0", "command": "npm", "workingDirectory": ".", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http"}}},
              "web": {"type": "container.v0", "image": "web:1", "env": {"SIZE": "{size.value}", "SQL": "{sql.outputs.host}", "TOOL": "{tool.bindings.http.url}", "SEQ": "{seq.bindings.http.host}", "API_TOKEN": "x"}}}}
            """);
        sample.File("deploy/settings.yaml", """
            app: shop
            resources: {web: {egress: [{cidr: 10.0.0.0/8}], probes: {command: ["true"]}}}
            environments:
              dev:
                parameters: {SIZE: "1"}
                resources: {sql: {outputs: {host: sql.dev}}, tool: {external: {host: tool.dev, port: 80}}, seq: {external: {host: seq.dev}}, web: {replicas: 2, secretEnvironment: {API_TOKEN: api-token}}}
              prod:
                parameters: {size: "9"}
                resources: {sql: {outputs: {host: sql.prod}}, tool: {external: {host: tool.prod, port: 80}}, seq: {external: {host: seq.prod}}, web: {replicas: 7, secretEnvironment: {API_TOKEN: api-token}}}
            """);
        Assert.Equal(0, (await sample.GaiaAsync("manifest", "validate")).ExitCode);
        var both = await sample.GaiaAsync("manifest", "generate", "-o", "out");
        Assert.Equal((0, ""), (both.ExitCode, both.Out));
        var common = sample.Read("out/base/web-config-configmap.yaml");
        foreach (var line in new[] { "SEQ: seq.dev", "SIZE: \"1\"", "SQL: sql.dev", "TOOL: http://tool.dev:80" }) Assert.Contains(line, common);
        var patch = sample.Read("out/overlays/prod/web-config-configmap.patch.yaml");
        foreach (var line in new[] { "SEQ: seq.prod", "SIZE: \"9\"", "SQL: sql.prod", "TOOL: http://tool.prod:80" }) Assert.Contains(line, patch);
        Assert.Contains("replicas: 2", sample.Read("out/base/web-deployment.yaml"));
        Assert.Equal(0, (await sample.GaiaAsync("manifest", "generate", "-o", "out", "-e", "prod")).ExitCode);
        Assert.Contains("SIZE: \"9\"", sample.Read("out/base/web-config-configmap.yaml"));
        var alone = await sample.GaiaAsync("manifest", "show", "web");
        Assert.Equal(1, alone.ExitCode);
        Assert.Contains("set `parameters.size: VALUE`", alone.Error);
        Assert.Contains("-e NAME chooses an environment: dev, prod.", alone.Error);
    }

    [Theory]
    [InlineData("-e", "west", "--from-outputs", "west.json")]
    [InlineData("-e", "west", "--from-outputs", "west=west.json")]
    [InlineData("-e", "east,west", "--from-outputs", "east=west.json", "--from-outputs", "west=west.json")]
    public async Task The_common_level_takes_the_outputs_of_the_first(params string[] arguments)
    {
        sample.File("west.json", """{"region": "us-west-2"}""");
        sample.File("deploy/settings.yaml", "app: shop\nregion: ${outputs.region}\nenvironments: {east: {}, west: {}}\n");
        Assert.Equal(0, (await sample.GaiaAsync(["manifest", "generate", "-o", "out", .. arguments])).ExitCode);
    }

    [Fact]
    public async Task A_file_of_outputs_that_is_not_there_is_said_to_be_missing()
    {
        File.Delete(Path.Combine(sample.Root, "atmos.yaml"));
        var run = await sample.GaiaAsync("manifest", "generate", "-o", "out", "-e", "west", "--from-outputs", "nofile.json");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--from-outputs: file nofile.json does not exist.", run.Error);
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
