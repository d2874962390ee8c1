using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Manifests;

namespace Gaia.Cli.Tests.Manifests;

public sealed class ManifestTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public ManifestTests()
    {
        sample.File("aspire-manifest.json", """
            {
              "resources": {
                "cache": {
                  "type": "container.v0", "image": "docker.io/library/redis:8.6",
                  "connectionString": "{cache.bindings.tcp.host}:{cache.bindings.tcp.port},password={cache-password.value}",
                  "args": ["--requirepass", "{cache-password.value}"],
                  "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 6379 } }
                },
                "cache-password": {
                  "type": "parameter.v0", "value": "{cache-password.inputs.value}",
                  "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22, "special": false } } } }
                },
                "web": {
                  "type": "project.v0", "path": "Web/Web.csproj",
                  "env": { "ConnectionStrings__cache": "{cache.connectionString}", "GREETING": "hello" },
                  "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } }
                }
              }
            }
            """);
        sample.File("settings.yaml", """
            app: shop
            images: {tag: 1.2.3}
            resources:
              web: {hosts: [shop.test]}
            environments:
              dev: {resources: {web: {replicas: 2, environment: {GREETING: hi}}}}
              prod: {namespace: shop-prod, resources: {web: {replicas: 4}}}
            """);
    }

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task It_writes_a_base_and_what_differs_and_the_same_again()
    {
        var run = await GenerateAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        Assert.Contains("replicas: 2", sample.Read("out/base/web-deployment.yaml"));
        Assert.Contains("replicas: 4", sample.Read("out/overlays/prod/web-deployment.patch.yaml"));
        Assert.Contains("\"image\": \"web:1.2.3\"", sample.Read("out/images.json"));
        var before = Written();
        Assert.Equal(0, (await GenerateAsync()).ExitCode);
        Assert.Equal(before, Written());
    }

    [Fact]
    public async Task What_is_no_longer_made_is_removed_and_what_is_not_ours_is_left()
    {
        await GenerateAsync();
        sample.File("out/base/own.txt", "mine");
        var fewer = await GenerateAsync("-e", "dev");
        Assert.Equal(0, fewer.ExitCode);
        Assert.Contains("left alone: base/own.txt", fewer.Error);
        Assert.False(Directory.Exists(Path.Combine(sample.Root, "out/overlays/prod")));
        Assert.Equal("mine\n", sample.Read("out/base/own.txt"));
    }

    [Fact]
    public async Task A_folder_with_other_files_is_refused_unless_forced()
    {
        sample.File("out/own.txt", "mine");
        var refused = await GenerateAsync();
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("own.txt", refused.Error);
        Assert.False(sample.Has("out/base/kustomization.yaml"));
        Assert.Equal(0, (await GenerateAsync("--force")).ExitCode);
        Assert.Equal("mine\n", sample.Read("out/own.txt"));
    }

    [Fact]
    public async Task A_file_that_is_mounted_through_the_folder_above_is_refused_and_not_written()
    {
        sample.File("app/a.conf", "x");
        sample.File("aspire-manifest.json", """
            {"resources": {"web": {"type": "container.v0", "image": "web:1", "bindMounts": [{"source": "app/a.conf", "target": "/../../../evil", "readOnly": true}]}}}
            """);
        var run = await GenerateAsync("--format", "compose");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("mounts bind mount app/a.conf at '/../../../evil'", run.Error);
        Assert.False(sample.Has("evil"));
        Assert.False(sample.Has("out/compose.yaml"));
    }

    [Fact]
    public async Task Scripts_that_compose_mounts_may_be_run_as_in_a_cluster()
    {
        sample.File("init$1.sh", "#!/bin/sh");
        sample.File("settings.yaml", "app: shop");
        sample.File("aspire-manifest.json", """
            {"resources": {"web": {"type": "container.v0", "image": "web:1", "bindMounts": [{"source": "init$1.sh", "target": "/init/$1.sh", "readOnly": true}],
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80 } }}}}
            """);
        Assert.Equal(0, (await GenerateAsync("--format", "compose")).ExitCode);
        Assert.Contains("./files/web/init/$$1.sh:/init/$$1.sh:ro", sample.Read("out/compose.yaml"));
        Assert.True(File.GetUnixFileMode(Path.Combine(sample.Root, "out/files/web/init/$1.sh")).HasFlag(UnixFileMode.OtherRead | UnixFileMode.OtherExecute));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/evil")]
    public void Nothing_is_written_outside_of_the_folder(string path)
    {
        var folder = Path.Combine(sample.Root, "out");
        var refused = Assert.Throws<CliException>(() => new OutputFolder(folder).Write([new("a", "x"), new(path, "x")], force: true));
        Assert.Contains($"'{path}' would be written outside of", refused.Message);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void No_file_is_written_over_another_of_the_same_run() =>
        Assert.Contains("Two files would be", Assert.Throws<CliException>(() => new OutputFolder(Path.Combine(sample.Root, "out")).Write([new("a/B", "x"), new("a/b", "y")], force: true)).Message);

    [Fact]
    public async Task What_cannot_be_published_is_named_in_the_folder_and_in_the_status()
    {
        sample.File("aspire-manifest.json", """{"resources": {"tool": {"type": "executable.v0", "command": "tool", "workingDirectory": "."}}}""");
        sample.File("settings.yaml", "app: shop");
        var run = await GenerateAsync();
        Assert.Equal(7, run.ExitCode);
        Assert.Contains("Not published: tool (executable.v0)", run.Error);
        var validated = await ManifestAsync("validate");
        Assert.Equal(1, validated.ExitCode);
        Assert.Contains("Error: tool: ", validated.Error);
        Assert.Contains("`tool`", sample.Read("out/NOT-PUBLISHED.md"));
    }

    [Fact]
    public async Task Secrets_are_made_once_and_stay_private()
    {
        var run = await GenerateAsync("--format", "compose", "--parameters", "secrets.yaml", "--generate-missing");
        Assert.Equal(0, run.ExitCode);
        var secrets = sample.Read("secrets.yaml");
        Assert.Contains("cache-password: ", secrets);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(sample.Root, "secrets.yaml")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(sample.Root, "out/.env")));
        Assert.Contains("password=${SECRET_CACHE_PASSWORD:?is missing in .env}", sample.Read("out/compose.yaml"));
        await GenerateAsync("--format", "compose", "--parameters", "secrets.yaml", "--generate-missing");
        Assert.Equal(secrets, sample.Read("secrets.yaml"));
        Assert.DoesNotContain(secrets.Split("cache-password: ")[1].Trim(), run.Error);
    }

    [Fact]
    public async Task The_environment_of_one_machine_is_for_compose_alone()
    {
        sample.File("settings.yaml", """
            app: shop
            environments:
              box: {machine: true, resources: {web: {sandboxes: true}}}
              prod: {}
            """);
        Assert.Equal(0, (await GenerateAsync("--format", "compose", "--parameters", "secrets.yaml", "--generate-missing")).ExitCode);
        Assert.Contains("systempaths=unconfined", sample.Read("out/compose.yaml"));
        Assert.Equal(0, (await GenerateAsync()).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(sample.Root, "out/overlays/box")));
        var refused = await GenerateAsync("-e", "box");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("box is one machine", refused.Error);
    }

    [Fact]
    public async Task Helm_and_kyaml_are_written_as_well()
    {
        Assert.Equal(0, (await GenerateAsync("--format", "helm")).ExitCode);
        Assert.Contains("replicas: 4", sample.Read("out/values-prod.yaml"));
        Assert.Equal(0, (await GenerateAsync("--format", "kyaml")).ExitCode);
        Assert.False(sample.Has("out/Chart.yaml"));
        Assert.StartsWith("---\n{\n", sample.Read("out/base/web-deployment.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workloads_are_listed_environment_by_environment()
    {
        var run = await sample.GaiaAsync("manifest", "list", "--from", "aspire-manifest.json", "--settings", "settings.yaml", "-e", "prod", "--columns", "environment,workload,kind,replicas,image", "--format", "csv");
        Assert.Equal("Environment,Workload,Kind,Replicas,Image\nbase,cache,StatefulSet,1,docker.io/library/redis:8.6\nbase,web,Deployment,2,web:1.2.3\n"
            + "prod,cache,StatefulSet,1,docker.io/library/redis:8.6\nprod,web,Deployment,4,web:1.2.3\n", run.Out);
    }

    [Fact]
    public async Task One_workload_is_shown_and_a_name_that_is_none_is_not_found()
    {
        var run = await ManifestAsync("show", "web", "-e", "prod");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("kind: Deployment", run.Out);
        Assert.Contains("namespace: shop-prod", run.Out);
        Assert.DoesNotContain("kind: StatefulSet", run.Out);
        var unknown = await ManifestAsync("show", "wep");
        Assert.Equal((3, ""), (unknown.ExitCode, unknown.Out));
        Assert.Contains("Did you mean `web`?", unknown.Error);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        Assert.Equal((0, "Nothing is wrong.\n"), await OutputAsync("validate"));
        sample.File("settings.yaml", """
            app: shop
            resources:
              web: {replicas: -1}
              wep: {replicas: 1}
            """);
        var run = await ManifestAsync("validate", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        using var findings = JsonDocument.Parse(run.Out);
        Assert.NotEqual(0, findings.RootElement.GetArrayLength());
        Assert.All(findings.RootElement.EnumerateArray(), finding => Assert.StartsWith("settings.yaml:", finding.GetProperty("subject").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_schema_of_settings_is_printed()
    {
        using var schema = JsonDocument.Parse((await sample.GaiaAsync("manifest", "validate", "--schema")).Out);
        Assert.True(schema.RootElement.GetProperty("properties").TryGetProperty("environments", out _));
    }

    [Fact]
    public async Task A_folder_is_compared_object_by_object()
    {
        Assert.Equal(0, (await ManifestAsync("show", "web")).ExitCode);
        sample.File("there/web.yaml", (await ManifestAsync("show", "web")).Out.Replace("replicas: 2", "replicas: 9", StringComparison.Ordinal));
        var run = await ManifestAsync("diff", "there", "--check");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("~ spec.replicas: 9 -> 2", run.Out);
        Assert.Contains("+ StatefulSet shop/cache", run.Out);
        Assert.Equal(1, (await ManifestAsync("diff")).ExitCode);
    }

    [Fact]
    public async Task A_cluster_is_asked_kind_by_kind()
    {
        sample.File(".bin/kubectl", """
            #!/bin/sh
            echo "kubectl $*" >> "$CALLS"
            case "$2" in
              ExternalSecret.*) echo "error: the server doesn't have a resource type \"ExternalSecret\"" >&2; exit 1;;
              *) echo '{"kind": "List", "apiVersion": "v1", "items": []}';;
            esac
            """);
        File.SetUnixFileMode(Path.Combine(sample.Root, ".bin/kubectl"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var run = await ManifestAsync("diff", "--cluster", "--kube-context", "kind", "-e", "prod");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("+ Deployment shop-prod/web", run.Out);
        Assert.Contains(sample.Calls, call => call.StartsWith("kubectl get Deployment.v1.apps -o json --show-managed-fields -l app.kubernetes.io/part-of=shop --namespace shop-prod --context kind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kubectl_without_a_cluster_is_told_once_with_what_to_do()
    {
        sample.File(".bin/kubectl", """
            #!/bin/sh
            echo 'E1128 09:52:08.308599   11679 memcache.go:265] "Unhandled Error" err="connection refused"' >&2
            echo "The connection to the server localhost:8080 was refused - did you specify the right host or port?" >&2
            exit 1
            """);
        File.SetUnixFileMode(Path.Combine(sample.Root, ".bin/kubectl"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var run = await ManifestAsync("diff", "--cluster", "-e", "prod");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Error: kubectl cannot read the cluster: The connection to the server localhost:8080 was refused", run.Error, StringComparison.Ordinal);
        Assert.Contains("--kube-context NAME chooses one", run.Error);
        Assert.DoesNotContain("Unhandled Error", run.Error);
    }

    [Fact]
    public async Task Who_may_connect_to_whom_is_drawn()
    {
        Assert.Contains("web", (await ManifestAsync("graph")).Out);
        Assert.Equal(0, (await ManifestAsync("graph", "--format", "svg", "-o", "graph.svg")).ExitCode);
        Assert.Contains("<svg", sample.Read("graph.svg"));
    }

    [Fact]
    public async Task Templates_begin_files_and_write_over_none()
    {
        var empty = await sample.GaiaAsync("manifest", "template", "stack", "empty");
        Assert.Equal((0, "stacks/deploy/empty.yaml\n"), (empty.ExitCode, empty.Out));
        Assert.Contains("next: add a component below `components.terraform`", empty.Error);
        var stack = await sample.GaiaAsync("manifest", "template", "stack", "test", "--component", "network,app");
        Assert.Equal((0, "stacks/deploy/test.yaml\n"), (stack.ExitCode, stack.Out));
        Assert.Contains("`gaia terraform plan network -s test`", stack.Error);
        Assert.Equal("dev\nprod\ntest\n", (await sample.GaiaAsync("list", "stacks")).Out);
        Assert.Equal("app\nnetwork\n", (await sample.GaiaAsync("list", "components", "-s", "test", "--columns", "component", "--sort", "Component")).Out);
        Assert.Equal(3, (await sample.GaiaAsync("manifest", "template", "stack", "other", "--component", "nosuch")).ExitCode);
        var dry = await sample.GaiaAsync("manifest", "template", "component", "queue", "--dry-run");
        Assert.Contains("# components/terraform/queue/main.tf", dry.Out);
        Assert.False(sample.Has("components/terraform/queue/main.tf"));
        Assert.Equal(0, (await sample.GaiaAsync("manifest", "template", "component", "queue")).ExitCode);
        Assert.Equal(4, (await sample.GaiaAsync("manifest", "template", "component", "queue")).ExitCode);
        Assert.Equal(0, (await sample.GaiaAsync("manifest", "template", "workload", "cache", "--settings", "settings.yaml")).ExitCode);
        Assert.Equal(0, (await ManifestAsync("validate")).ExitCode);
        Assert.Equal(4, (await sample.GaiaAsync("manifest", "template", "workload", "cache", "--settings", "settings.yaml")).ExitCode);
    }

    [Fact]
    public async Task Settings_are_begun_for_a_resource_that_the_manifest_has()
    {
        var unknown = await sample.GaiaAsync("manifest", "template", "workload", "cach");
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains("aspire-manifest.json has no resource 'cach'", unknown.Error);
        Assert.Contains("Did you mean `cache`?", unknown.Error);
        Assert.Equal(3, (await sample.GaiaAsync("manifest", "template", "workload", "cache-password")).ExitCode);
        Assert.False(sample.Has("deploy/settings.yaml"));
        File.Move(Path.Combine(sample.Root, "aspire-manifest.json"), Path.Combine(sample.Root, "other.json"));
        var unknowable = await sample.GaiaAsync("manifest", "template", "workload", "cach", "--dry-run");
        Assert.Equal(0, unknowable.ExitCode);
        Assert.Contains("is not known (--from FILE)", unknowable.Error);
        Assert.Equal(3, (await sample.GaiaAsync("manifest", "template", "workload", "cach", "--from", "other.json")).ExitCode);
    }

    [Fact]
    public async Task Settings_are_begun_with_the_name_that_the_application_has_without_them()
    {
        sample.File("aspire-manifest.json", """
            {"resources": {"web": {"type": "container.v0", "image": "web:1"}, "tool": {"type": "executable.v0", "command": "npm", "workingDirectory": "."}, "sql": {"type": "azure.bicep.v0", "path": "s.bicep"},
             "store": {"type": "dapr.component.v0", "daprComponent": {"type": "state"}}}}
            """);
        var before = await sample.GaiaAsync("manifest", "show", "web", "--settings", "none");
        Assert.Equal(0, (await sample.GaiaAsync("manifest", "template", "workload", "web")).ExitCode);
        var app = sample.Read("deploy/settings.yaml").Split('\n')[0]["app: ".Length..];
        Assert.NotEqual("web", app);
        Assert.Contains($"namespace: {app}\n", before.Out);
        Assert.Contains("requests: ", sample.Read("deploy/settings.yaml"));
        foreach (var (name, hint) in new[] { ("tool", "# external: { host: "), ("sql", "# outputs: { "), ("store", "# daprType: state.redis") })
        {
            File.Delete(Path.Combine(sample.Root, "deploy/settings.yaml"));
            Assert.Equal(0, (await sample.GaiaAsync("manifest", "template", "workload", name)).ExitCode);
            var text = sample.Read("deploy/settings.yaml");
            Assert.Contains(hint, text);
            Assert.DoesNotContain("requests: ", text);
            Assert.Equal(0, (await sample.GaiaAsync("manifest", "validate", "--settings", "deploy/settings.yaml")).ExitCode);
        }
    }

    [Fact]
    public async Task What_telemetry_brings_along_is_listed_with_its_image()
    {
        sample.File("settings.yaml", "app: shop\ntelemetry: {collector: true, dashboard: true}\n");
        var run = await ManifestAsync("list", "--columns", "workload,kind,image", "--format", "csv");
        Assert.Contains("\notel-collector,Deployment,docker.io/otel/opentelemetry-collector-contrib:", run.Out);
        Assert.Contains("\naspire-dashboard,", run.Out);
    }

    [Theory]
    [InlineData("--parameter", "greetin=x", "Did you mean `greeting`?")]
    [InlineData("--parameter", "xyz=1", "Those that are not secret: greeting.")]
    [InlineData("--parameter", "cache-password=x", "it is a secret, which does not go on a command line")]
    [InlineData("--format", "hlem", "--format hlem: give one of kustomize, kyaml, helm, compose. Did you mean `helm`?")]
    public async Task What_the_command_line_gets_wrong_is_said_with_what_was_meant(string option, string value, string said)
    {
        sample.File("aspire-manifest.json", """
            {"resources": {
              "greeting": {"type": "parameter.v0", "value": "{greeting.inputs.value}", "inputs": {"value": {"type": "string"}}},
              "cache-password": {"type": "parameter.v0", "value": "{cache-password.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
              "web": {"type": "container.v0", "image": "web:1"}}}
            """);
        var run = await GenerateAsync(option, value);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
    }

    [Fact]
    public async Task Paths_are_shown_as_they_were_given()
    {
        var elsewhere = Directory.CreateTempSubdirectory("gaia-out-");
        try
        {
            var run = await ManifestAsync("generate", "-o", $"{elsewhere.FullName}/k8s", "--parameters", $"{elsewhere.FullName}/values.yaml", "--generate-missing");
            Assert.Contains($"are in {elsewhere.FullName}/k8s\n", run.Error);
            Assert.Contains($"kept them in {elsewhere.FullName}/values.yaml\n", run.Error);
            Assert.DoesNotContain("../", run.Error);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Outputs_of_terraform_fill_the_settings()
    {
        sample.File("settings.yaml", """
            app: shop
            resources: {web: {hosts: ["shop.${outputs.domain}"]}}
            """);
        sample.File("outputs.json", """{"domain": {"sensitive": false, "type": "string", "value": "example.test"}}""");
        Assert.Contains("shop.example.test", (await ManifestAsync("show", "web", "--from-outputs", "outputs.json")).Out);
        var without = await ManifestAsync("show", "web");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("--from-outputs", without.Error);
        Assert.Equal(3, (await ManifestAsync("show", "web", "--from-outputs", "prod-nothing")).ExitCode);
    }

    [Theory]
    [InlineData("{", "aspire-manifest.json:")]
    [InlineData("""{"resources": {"a.b": {"type": "container.v0", "image": "x:1"}, "a-b": {"type": "container.v0", "image": "x:1"}}}""", "a.b")]
    public async Task A_manifest_that_cannot_be_read_is_refused_by_place(string manifest, string named)
    {
        sample.File("aspire-manifest.json", manifest);
        sample.File("settings.yaml", "app: shop");
        var run = await GenerateAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(named, run.Error);
        Assert.False(Directory.Exists(Path.Combine(sample.Root, "out")));
    }

    private Task<CliRun> ManifestAsync(params string[] arguments) =>
        sample.GaiaAsync([.. arguments.Prepend("manifest"), "--from", "aspire-manifest.json", "--settings", "settings.yaml"]);

    private Task<CliRun> GenerateAsync(params string[] arguments) => ManifestAsync([.. arguments.Prepend("generate"), "-o", "out"]);

    private async Task<(int, string)> OutputAsync(params string[] arguments) => await ManifestAsync(arguments) is var run ? (run.ExitCode, run.Out) : default;

    private Dictionary<string, string> Written() => Directory.EnumerateFiles(Path.Combine(sample.Root, "out"), "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => File.ReadAllText(path) + File.GetLastWriteTimeUtc(path).Ticks);
}
