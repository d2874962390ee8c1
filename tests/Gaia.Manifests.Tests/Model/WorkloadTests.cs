using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed class WorkloadTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("""{"type": "project.v0", "path": "x"}""", WorkloadKind.Deployment)]
    [InlineData("""{"type": "container.v0", "image": "x"}""", WorkloadKind.Deployment)]
    [InlineData("""{"type": "container.v0", "image": "x", "volumes": [{"name": "d", "target": "/d", "readOnly": false}]}""", WorkloadKind.StatefulSet)]
    [InlineData("""{"type": "container.v0", "image": "x", "volumes": [{"target": "/d", "readOnly": false}]}""", WorkloadKind.Deployment)]
    [InlineData("""{"type": "container.v0", "image": "ghcr.io/mirror/redis:8-alpine"}""", WorkloadKind.StatefulSet)]
    public void The_kind_follows_from_image_and_volumes(string resource, WorkloadKind kind)
    {
        var app = """{"app": RESOURCE}""".Replace("RESOURCE", resource);
        Assert.Equal(kind, Build(app).Workload("app").Kind);
        Assert.Equal(WorkloadKind.Job, Build(app, With("app", new() { Kind = "job" })).Workload("app").Kind);
    }

    [Fact]
    public void A_migration_that_nobody_connects_to_is_a_Job_and_told_so()
    {
        const string App = """{"DbMigrator": {"type": "project.v0", "path": "x"}}""";
        Assert.Equal((WorkloadKind.Job, false), (Assert.Single(Build(App).Workloads).Kind, Assert.Single(Build(App).NotPublished).IsLoss));
        Assert.Equal(WorkloadKind.Deployment, Assert.Single(Build(App, With("DbMigrator", new() { Kind = "deployment" })).Workloads).Kind);
    }

    [Fact]
    public void A_shared_volume_is_one_claim_or_refused_by_both_names()
    {
        const string App = """
            {"a": {"type": "container.v0", "image": "x", "volumes": [{"name": "App.Files", "target": "/f", "readOnly": false}, {"name": "own", "target": "/o", "readOnly": false}]},
             "b": {"type": "container.v0", "image": "x", "volumes": [{"name": "App.Files", "target": "/g", "readOnly": true}]}}
            """;
        var fault = Assert.Single(Faults(App));
        Assert.Equal("volume.shared", fault.Code);
        Assert.Contains("mounted by a and b", fault.Message);
        Assert.Contains("`storage.volumes.App.Files.accessMode: ReadWriteMany`", fault.Message);
        EnvironmentSettings Volume(VolumeSettings volume) => Defaults with { Storage = new StorageSettings("fast") { Volumes = new Dictionary<string, VolumeSettings>(StringComparer.OrdinalIgnoreCase) { ["app.files"] = volume } } };
        var shared = Build(App, Volume(new VolumeSettings(AccessMode: "ReadWriteMany")));
        Assert.Equal([("app-files", null, true, "fast"), ("own", "a", false, "fast")], shared.Volumes.Select(volume => (volume.Name, volume.Owner, volume.IsShared, volume.Settings.Class)));
        Assert.Equal([new Mount("app-files", "/g", true)], shared.Workload("b").Mounts);
        Assert.Equal(WorkloadKind.Deployment, shared.Workload("b").Kind);
        Assert.Equal([new Mount(null, "/g", true, "20Gi")], Build(App, Volume(new VolumeSettings(Size: "20Gi", IsTemporary: true))).Workload("b").Mounts);
    }

    [Fact]
    public void Small_text_files_travel_and_everything_else_is_listed()
    {
        var files = new Modelling.Beside(
            Modelling.Beside.Text("a.conf", "", "a"), Modelling.Beside.Text("dir", "x/y.sql", "y"), ("dir", "logo.png", [0xFF, 0xD8]), Modelling.Beside.Text("dir", "a:b", "x"), ("big", "", new byte[900 * 1024 + 1]), ("none", "-", []));
        var model = Build("""
            {"app": {"type": "container.v0", "image": "x", "bindMounts": [{"source": "a.conf", "target": "/etc/a.conf", "readOnly": true}, {"source": "dir", "target": "/init", "readOnly": false},
             {"source": "big", "target": "/big", "readOnly": true}, {"source": "none", "target": "/none", "readOnly": true}, {"source": "/var/run/docker.sock", "target": "/s", "readOnly": true}]}}
            """, files: files);
        Assert.Equal([new MountedFile("/etc", "a.conf", "a"), new MountedFile("/init/x", "y.sql", "y")], model.Workload("app").Files);
        Assert.Equal(
            [("/big", "900 KiB is what a ConfigMap takes"), ("/init", "dir/a:b has a colon"), ("/init", "dir/logo.png is not text"), ("/init", "to be read alone"), ("/none", "folder none is empty"), ("/s", "no file or folder /var/run/docker.sock")],
            model.NotPublished.Select(note => (note.Resource.Split("bindMounts.")[1], note.Reason)).Zip(
                ["900 KiB is what a ConfigMap takes", "dir/a:b has a colon", "dir/logo.png is not text", "to be read alone", "folder none is empty", "no file or folder /var/run/docker.sock"],
                (note, words) => (note.Item1, note.Reason.Contains(words, StringComparison.Ordinal) ? words : note.Reason)));
    }

    [Theory]
    [InlineData("volumes", "data")]
    [InlineData("volumes", "./data")]
    [InlineData("volumes", "/x:/y")]
    [InlineData("volumes", "/")]
    [InlineData("bindMounts", "/../../../tmp/evil")]
    [InlineData("bindMounts", "/etc/./a.conf")]
    [InlineData("bindMounts", "/etc//a.conf")]
    public void A_mount_that_is_not_at_a_whole_path_is_refused(string kind, string target)
    {
        var app = """{"app": {"type": "container.v0", "image": "x:1", "KIND": [{"name": "d", "source": "a.conf", "target": "TARGET", "readOnly": true}]}}""".Replace("KIND", kind).Replace("TARGET", target);
        var fault = Assert.Single(Faults(app));
        Assert.Equal("mount.target", fault.Code);
        Assert.Contains($"at '{target}'", fault.Message);
        Assert.Equal(1, fault.Mark.Line);
    }

    [Fact]
    public void Two_mounts_at_one_place_are_refused_with_both_names()
    {
        const string App = """
            {"app": {"type": "container.v0", "image": "x:1", "volumes": [{"name": "d", "target": "/data/", "readOnly": false}, {"name": "e", "target": "/e", "readOnly": false}],
             "bindMounts": [{"source": "a.conf", "target": "/data", "readOnly": true}]}}
            """;
        var faults = Faults(App, With("app", new() { ConfigMaps = new Dictionary<string, string> { ["/e"] = "given" } }));
        Assert.Equal(
            ["app mounts volume d and bind mount a.conf at /data: give each a path of its own.", "app mounts volume e and configMaps of the settings (/e) at /e: give each a path of its own."],
            faults.Where(fault => fault.Code == "mount.clash").Select(fault => fault.Message));
    }

    [Fact]
    public void Images_that_are_built_have_registry_name_and_tag()
    {
        var settings = Defaults with { Images = new ImageSettings("ghcr.io/acme/", "1.2") };
        var model = Build("""
            {"My.Api": {"type": "project.v0", "path": "../a.csproj"}, "web": {"type": "dockerfile.v0", "context": "w", "path": "w/Dockerfile", "buildArgs": {"URL": "{My.Api.bindings.http.url}", "KEY": "{k.value}"}},
             "k": {"type": "parameter.v0", "value": "{k.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}}, "db": {"type": "container.v0", "image": "db:1"}, "cache": {"type": "container.v0", "image": "docker.io/library/redis:8.6"},
             "files": {"type": "container.v1", "build": {"context": "f", "dockerfile": "D", "buildOnly": true}}}
            """.Replace("../a.csproj\"", "../a.csproj\", \"bindings\": {\"http\": {\"scheme\": \"http\", \"protocol\": \"tcp\", \"transport\": \"http\"}}"), settings);
        Assert.Equal(["docker.io/library/redis:8.6", "ghcr.io/acme/db:1", "ghcr.io/acme/my-api:1.2", "ghcr.io/acme/web:1.2"], model.Workloads.Select(workload => workload.Image));
        Assert.Equal([("files", "f"), ("my-api", "../a.csproj"), ("web", "w")], model.Builds.Select(build => (build.Workload, build.Project ?? build.Context!)));
        Assert.Equal([new("URL", "http://my-api:8080")], model.Builds[2].Args);
        Assert.Contains(model.NotPublished, note => note is { Resource: "web.build.args.KEY", IsLoss: true });
    }

    [Theory]
    [InlineData("db:1", true)]
    [InlineData("db@sha256:abc", true)]
    [InlineData($"registry:5000/db:1@{Digest}", false)]
    public void A_digest_is_demanded_where_the_settings_say_so(string image, bool isRefused)
    {
        var app = """{"db": {"type": "container.v0", "image": "IMAGE"}}""".Replace("IMAGE", image);
        var settings = Defaults with { Images = new ImageSettings(DemandDigests: true) };
        if (isRefused)
            Assert.Equal("image.tag", Assert.Single(Faults(app, settings)).Code);
        else
            Assert.Equal(image, Build(app, settings).Workload("db").Image);
    }

    [Theory]
    [InlineData("UPPER/x:1")]
    [InlineData("x:")]
    [InlineData("x:1 --evil\\n  y: z")]
    [InlineData("x:1\\n")]
    [InlineData("-x:1")]
    [InlineData("https://ghcr.io/x:1")]
    public void What_is_no_image_is_refused(string image) =>
        Assert.Equal("image.form", Assert.Single(Faults("""{"db": {"type": "container.v0", "image": "IMAGE"}}""".Replace("IMAGE", image))).Code);

    [Theory]
    [InlineData("x")]
    [InlineData("localhost/a__b/c--d.e:1")]
    [InlineData("Registry.Example:5000/x:1")]
    [InlineData("registry:5000/x")]
    [InlineData($"docker.io/library/x@{Digest}")]
    public void What_engines_take_is_an_image(string image) =>
        Assert.Equal(image, Build("""{"db": {"type": "container.v0", "image": "IMAGE"}}""".Replace("IMAGE", image)).Workload("db").Image);

    [Theory]
    [InlineData("gaia-api:1", "gaia-api", $"ghcr.io/acme/gaia-api:1@{Digest}")]
    [InlineData("docker.io/library/redis:8.6-alpine", "docker.io/library/redis", $"docker.io/library/redis:8.6-alpine@{Digest}")]
    [InlineData("gaia-api:1", "gaia-worker", null)]
    public void What_was_pushed_is_named_by_its_digest(string image, string known, string? wanted)
    {
        var app = """{"db": {"type": "container.v0", "image": "IMAGE"}}""".Replace("IMAGE", image);
        var settings = Defaults with { Images = new ImageSettings("ghcr.io/acme", DemandDigests: true) { PushedDigests = new Dictionary<string, string> { [known] = Digest } } };
        if (wanted is null) Assert.Equal("image.tag", Assert.Single(Faults(app, settings)).Code);
        else Assert.Equal(wanted, Build(app, settings).Workload("db").Image);
    }

    [Theory]
    [InlineData("docker.io/library/postgres:17.6", 999, true, "/var/run/postgresql")]
    [InlineData("mirror.example:5000/x/postgres:17-alpine", 70, true, "/var/run/postgresql")]
    [InlineData("rabbitmq:4-management-alpine", 100, true, "/var/log/rabbitmq")]
    [InlineData("mcr.microsoft.com/mssql/server:2022-latest", 10001, true, "/.system")]
    [InlineData("quay.io/keycloak/keycloak", 1000, false, "/opt/keycloak/data")]
    [InlineData("bitnami/redis:8", 1001, false, null)]
    [InlineData("acme/server:1", 1000, true, null)]
    public void Images_are_known_by_the_last_part_of_their_repository(string image, int user, bool isReadOnly, string? writable)
    {
        var facts = Build("""{"db": {"type": "container.v0", "image": "IMAGE"}}""".Replace("IMAGE", image)).Workload("db").Facts;
        Assert.Equal((user, isReadOnly), (facts.User, facts.IsReadOnly));
        if (writable is null) Assert.Empty(facts.Writable); else Assert.Contains(writable, facts.Writable);
    }

    [Fact]
    public void Postgres_keeps_its_data_below_the_root_of_its_volume_unless_it_is_told_where()
    {
        const string App = """{"pg": {"type": "container.v0", "image": "postgres:17", "volumes": [{"name": "d", "target": "/var/lib/postgresql/data", "readOnly": false}]}}""";
        Assert.Equal("/var/lib/postgresql/data/pgdata", Build(App).Env("pg", "PGDATA"));
        Assert.Equal("/x", Build(App, With("pg", new() { Environment = new Dictionary<string, string> { ["PGDATA"] = "/x" } })).Env("pg", "PGDATA"));
        var eighteen = Build(App.Replace("/data\"", "\"").Replace(":17", ":18")).Workload("pg");
        Assert.Empty(eighteen.Environment);
        Assert.Equal(["/var/run/postgresql"], eighteen.Facts.Writable);
    }

    [Fact]
    public void Settings_are_put_over_the_environment_and_may_refer_to_resources()
    {
        var model = Build("""
            {"web": {"type": "project.v0", "path": "x", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http"}}}, "app": {"type": "project.v0", "path": "x", "env": {"B": "{p.value}", "Logging:Level": "x"}},
             "p": {"type": "parameter.v0", "value": "{p.inputs.value}", "inputs": {"value": {"type": "string"}}}}
            """, With("app", new() { Environment = new Dictionary<string, string> { ["B"] = "b", ["A"] = "{web.bindings.http.url}" } }));
        Assert.Equal(["A=http://web:8080", "B=b", "Logging__Level=x"], model.Workload("app").Environment.Select(pair => $"{pair.Key}={pair.Value.Written()}"));
        Assert.Equal("web", Assert.Single(model.References).To);
    }

    [Fact]
    public void Settings_for_what_is_not_there_are_refused_with_the_nearest_names()
    {
        var settings = With("ap1", new()) with
        {
            Parameters = new Dictionary<string, string> { ["regoin"] = "x" },
            Storage = new StorageSettings { Volumes = new Dictionary<string, VolumeSettings> { ["v"] = new() } },
            Secrets = new SecretSettings { Places = new Dictionary<string, SecretPlace> { ["s"] = new("a", "b") } },
        };
        Assert.Equal(
            ["`resources.ap1`: the manifest has no resource ap1; is api meant?", "`parameters.regoin`: the manifest has no parameter regoin; is region meant?", "`storage.volumes.v`: the manifest has no volume v; it has none.", "`secrets.places.s`: the manifest has no secret s; it has region, region.value."],
            Faults("""{"api": {"type": "container.v0", "image": "x"}, "region": {"type": "parameter.v0", "value": "{region.inputs.value}", "inputs": {"value": {"type": "string"}}}}""", settings)
                .Select(fault => fault.Message["In the settings, ".Length..]));
    }

    [Fact]
    public void What_is_not_published_is_listed_with_its_reason()
    {
        var model = Build("""{"exe": {"type": "executable.v0", "command": "npm", "workingDirectory": "."}, "out": {"type": "container.v0", "image": "x"}, "odd": {"type": "orbit.v0"}}""", With("out", new() { Kind = "none" }));
        Assert.Empty(model.Workloads);
        Assert.Equal([("exe", "executable.v0", true), ("odd", "orbit.v0", true), ("out", "container.v0", false)], model.NotPublished.Select(note => (note.Resource, note.Type, note.IsLoss)));
    }

    [Fact]
    public void Dapr_has_its_sidecars_and_components()
    {
        const string App = """
            {"cache": {"type": "container.v0", "image": "x", "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 6379}}}, "pw": {"type": "parameter.v0", "value": "{pw.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
             "api": {"type": "project.v0", "path": "x", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http"}}},
             "api-dapr": {"type": "dapr.v0", "dapr": {"application": "api", "appId": "api-id", "components": ["store", "events"]}},
             "store": {"type": "dapr.component.v0", "daprComponent": {"type": "state.redis", "metadata": {"redisHost": "{cache.bindings.tcp.hostAndPort}", "redisPassword": "{pw.value}"}}},
             "events": {"type": "dapr.component.v0", "daprComponent": {"type": "pubsub"}}}
            """;
        Assert.Contains("`resources.events.daprType: pubsub.redis`", Assert.Single(Faults(App)).Message);
        var model = Build(App, With("events", new() { DaprType = "pubsub.kafka" }));
        Assert.Equal(new DaprSidecar("api-id", 8080), model.Workload("api").Dapr);
        Assert.Equal([("events", "pubsub.kafka", "api-id"), ("store", "state.redis", "api-id")], model.DaprComponents.Select(component => (component.Name, component.ComponentType, Assert.Single(component.Scopes))));
        Assert.Equal(["redisHost=cache:6379", "redisPassword=[pw]"], model.DaprComponents[1].Metadata.Select(pair => $"{pair.Key}={pair.Value.Written()}"));
        Assert.Equal(new Reference("api", "cache", 6379, "TCP"), Assert.Single(model.References));
        Assert.Equal(["dapr.component", "dapr.application"], Faults("""{"d": {"type": "dapr.v0", "dapr": {"application": "gone", "appId": "g", "components": ["none"]}}}""").Select(fault => fault.Code).OrderDescending());
    }

    [Fact]
    public void A_component_of_Dapr_that_no_sidecar_uses_is_not_written()
    {
        var model = Build("""{"store": {"type": "dapr.component.v0", "daprComponent": {"type": "state.redis"}}}""");
        Assert.Empty(model.DaprComponents);
        Assert.Equal(("store", false), Assert.Single(model.NotPublished.Select(note => (note.Resource, note.IsLoss))));
    }

    [Fact]
    public void Two_sidecars_of_one_appId_are_refused()
    {
        var fault = Assert.Single(Faults("""
            {"a": {"type": "container.v0", "image": "x"}, "b": {"type": "container.v0", "image": "x"}, "a-dapr": {"type": "dapr.v0", "dapr": {"application": "a", "appId": "one"}}, "b-dapr": {"type": "dapr.v0", "dapr": {"application": "b", "appId": "one"}}}
            """));
        Assert.Equal(("dapr.application", true), (fault.Code, fault.Message.StartsWith("a-dapr and b-dapr have the same appId, one,", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""[{"name": "one", "target": "/data"}, {"name": "two", "target": "/data/"}]""", "app mounts volume one and volume two at /data:")]
    [InlineData("""[{"name": "one", "target": "/data"}, {"target": "/data"}]""", "app mounts volume one and volume without a name at /data:")]
    [InlineData("""[{"name": "one", "target": "/data"}, {"name": "one", "target": "/data"}]""", null)]
    public void Two_volumes_at_one_target_are_refused(string volumes, string? said)
    {
        var app = """{"app": {"type": "container.v0", "image": "x", "volumes": VOLUMES}}""".Replace("VOLUMES", volumes);
        if (said is null) Assert.Single(Build(app).Workload("app").Mounts);
        else Assert.Equal(("mount.clash", true), Assert.Single(Faults(app).Select(fault => (fault.Code, fault.Message.StartsWith(said, StringComparison.Ordinal)))));
    }

    [Fact]
    public void Two_variables_that_become_one_are_refused_by_both_names()
    {
        var fault = Assert.Single(Faults("""{"app": {"type": "container.v0", "image": "x", "env": {"A:B": "1", "A__B": "2"}}}"""));
        Assert.Equal(("environment.name", "app.env.A:B and app.env.A__B would both be A__B: remove one of them in the AppHost."), (fault.Code, fault.Message));
        var model = Build("""{"app": {"type": "container.v0", "image": "x", "env": {"A:B": "{p.value}"}}, "p": {"type": "parameter.v0", "value": "{p.inputs.value}", "inputs": {"value": {}}}}""",
            With("app", new() { Environment = new Dictionary<string, string> { ["A__B"] = "2" } }));
        Assert.Equal("2", model.Env("app", "A__B"));
    }

    [Theory]
    [InlineData("gaia-api", null)]
    [InlineData("gaia-apy", "`images.digests.gaia-apy`: the manifest has no image gaia-apy; is gaia-api meant?")]
    public void Digests_of_the_settings_are_of_images_that_there_are(string name, string? said)
    {
        const string App = """{"api": {"type": "container.v0", "image": "gaia-api:1"}, "My.Web": {"type": "project.v0", "path": "a.csproj"}}""";
        var settings = Defaults with { Images = new ImageSettings { Digests = new Dictionary<string, string> { [name] = Digest, ["my-web"] = Digest } } };
        if (said is null) Assert.Equal([$"gaia-api:1@{Digest}", $"my-web:0.1.0@{Digest}"], Build(App, settings).Workloads.Select(workload => workload.Image));
        else Assert.Contains(said, Assert.Single(Faults(App, settings)).Message);
    }

    [Theory]
    [InlineData("API_TOKEN", null)]
    [InlineData("A__B", null)]
    [InlineData("args", null)]
    [InlineData("NPM_TOKEN", null)]
    [InlineData("/etc/app/x.conf", null)]
    [InlineData("LATER", null)]
    [InlineData("API_TOKN", "`resources.app.notSecret`: app has no variable API_TOKN; is API_TOKEN meant?")]
    [InlineData("/etc/other", "`resources.app.notSecret`: app has no mounted file /etc/other.")]
    public void What_is_not_secret_is_something_that_there_is(string name, string? said)
    {
        const string App = """
            {"app": {"type": "container.v1", "build": {"context": ".", "dockerfile": "D", "args": {"NPM_TOKEN": ""}}, "env": {"API_TOKEN": "", "A:B": ""}, "bindMounts": [{"source": "s", "target": "/etc/app"}]}}
            """;
        var settings = With("app", new() { NotSecret = [name], EveryVariable = ["LATER"] });
        if (said is null) Build(App, settings);
        else Assert.Contains(said, Assert.Single(Faults(App, settings)).Message);
    }

    [Fact]
    public void Common_settings_may_speak_of_what_runs_elsewhere_here()
    {
        const string App = """{"app": {"type": "container.v0", "image": "x", "volumes": [{"name": "data", "target": "/data"}]}}""";
        var settings = With("app", new() { External = new ExternalSettings("db.example", 5432, null), SecretEnvironment = new Dictionary<string, string> { ["K"] = "key" } });
        Assert.Empty(Build(App, settings with
        {
            Storage = new StorageSettings { Volumes = new Dictionary<string, VolumeSettings> { ["DATA"] = new() } },
            Secrets = new SecretSettings { Places = new Dictionary<string, SecretPlace> { ["key"] = new("shop", "key") } },
        }).Workloads);
    }

    [Fact]
    public void Equal_input_gives_an_equal_model()
    {
        const string App = """{"b": {"type": "container.v0", "image": "x", "env": {"Z": "1", "A": "{c.connectionString}"}}, "a": {"type": "project.v0", "path": "x"}, "c": {"type": "azure.bicep.v0", "path": "x"}}""";
        static string Text(AppModel model) => string.Join('\n', model.Workloads.Select(workload => $"{workload.Name} {workload.Image} {string.Join(',', workload.Environment.Select(pair => pair.Key + pair.Value.Written()))}").Concat(model.NotPublished.Select(note => $"{note}")));
        Assert.Equal(Text(Build(App)), Text(Build(App)));
        Assert.Equal(["a", "b"], Build(App).Workloads.Select(workload => workload.Name));
        Assert.Equal(["A", "Z"], Build(App).Workload("b").Environment.Select(pair => pair.Key));
    }
}
