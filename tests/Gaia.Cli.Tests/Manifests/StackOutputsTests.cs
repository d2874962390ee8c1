namespace Gaia.Cli.Tests.Manifests;

/// <summary>--from-outputs STACK-COMPONENT in place; Gaia.Functional.Tests has it with real terraform and the API.</summary>
public sealed class StackOutputsTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public StackOutputsTests()
    {
        sample.File("aspire-manifest.json", """
            {"resources": {"web": {"type": "container.v0", "image": "web:1", "env": {"REGION": "eu"}, "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80, "external": true}}}}}
            """);
        Settings("hosts: [\"shop.${outputs.zone.domain}\"], accountAnnotations: {role: \"${outputs.role}\"}");
        sample.Environment["OUTPUTS"] = """
            {"zone": {"sensitive": false, "type": "string", "value": {"domain": "example.test"}}, "role": {"sensitive": false, "type": "string", "value": "arn:role"},
             "password": {"sensitive": true, "type": "string", "value": "correct-horse"}}
            """;
    }

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task Hosts_and_roles_come_from_the_component()
    {
        var run = await GenerateAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("reading the outputs of network in dev", run.Error);
        Assert.Equal("output -json", sample.Calls[^1]);
        Assert.Contains("host: shop.example.test", sample.Read("out/base/web-ingress.yaml"));
        Assert.Contains("role: arn:role", sample.Read("out/base/web-serviceaccount.yaml"));
    }

    [Theory]
    [InlineData("environment: {PW: \"${outputs.password}\"}", "${outputs.password} is sensitive")]
    [InlineData("environment: {PW: \"a-${outputs.password}-b\"}", "${outputs.password} is sensitive")]
    [InlineData("environment: {HOST: \"${outputs.hostname}\"}", "dev/network has no output 'hostname'")]
    [InlineData("hosts: [\"${outputs.zone.domian}\"]", "did you mean 'domain'?")]
    public async Task What_is_sensitive_or_missing_is_refused_by_name_and_nothing_is_written(string web, string said)
    {
        Settings(web);
        var run = await GenerateAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.DoesNotContain("correct-horse", run.Error);
        Assert.False(Directory.Exists(Path.Combine(sample.Root, "out")));
    }

    [Fact]
    public async Task A_terraform_that_fails_is_told_with_its_words()
    {
        sample.Environment["FAIL_ON"] = "output";
        var run = await GenerateAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--from-outputs: the outputs of dev-network cannot be read", run.Error);
        Assert.Contains("--from-outputs FILE", run.Error);
        Assert.DoesNotContain("correct-horse", run.Error);
    }

    [Fact]
    public async Task Advice_for_another_command_is_not_repeated()
    {
        sample.File("stacks/deploy/dev.yaml", "vars: {stage: dev}\ncomponents: {terraform: {network: {vars: {cidr: !terraform.state vpc cidr}}}}\n");
        var inner = await sample.GaiaAsync("terraform", "output", "network", "-s", "dev");
        Assert.Contains("Leave it as it is with `--skip terraform.state`.", inner.Error);
        var run = await GenerateAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("!terraform.state", run.Error);
        Assert.DoesNotContain("--skip", run.Error);
        Assert.DoesNotContain("read: Error:", run.Error);
    }

    [Fact]
    public async Task Each_environment_has_a_component_of_its_own()
    {
        sample.File("settings.yaml", """
            app: shop
            environments:
              dev: {resources: {web: {hosts: ["dev.${outputs.zone.domain}"]}}}
              prod: {resources: {web: {hosts: ["${outputs.domain}"]}}}
            """);
        sample.File("prod.json", """{"domain": {"sensitive": false, "type": "string", "value": "shop.test"}}""");
        Assert.Equal(0, (await GenerateAsync("--from-outputs", "prod=prod.json", "--from-outputs", "dev=dev-network")).ExitCode);
        Assert.Contains("dev.example.test", sample.Read("out/overlays/dev/web-ingress.yaml"));
        Assert.Contains("shop.test", sample.Read("out/overlays/prod/web-ingress.yaml"));
    }

    private void Settings(string web) => sample.File("settings.yaml", $"app: shop\nresources:\n  web: {{{web}}}\n");

    private Task<CliRun> GenerateAsync(params string[] outputs) =>
        sample.GaiaAsync(["manifest", "generate", "--from", "aspire-manifest.json", "--settings", "settings.yaml", "-o", "out", .. outputs.Length > 0 ? outputs : ["--from-outputs", "dev-network"]]);
}
