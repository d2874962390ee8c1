using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Tests.Objects;
using Gaia.Manifests.Writing;
using Gaia.Manifests.Writing.Machines;

namespace Gaia.Manifests.Tests.Writing;

public sealed class ComposeTests
{
    private static readonly ImageFacts Store = new(999, ["/var/run/db"], true, ["sh", "-c", "ready \"$PGUSER\""], true);
    private static readonly ImageFacts Own = new(1654, [], true, null, false);

    private static readonly AppModel Model = new(
        new EnvironmentSettings("shop", "base", "shop"),
        [
            new("db", "db", WorkloadKind.StatefulSet, "db:1", Store, new()) { Mounts = [new("data", "/data", false)] },
            new("migrate", "migrate", WorkloadKind.Job, "web:1", Own, new()),
            new("web", "web", WorkloadKind.Deployment, "web:1", Own, new() { Limits = new("250m", "512Mi") })
            {
                Environment = [new("DB", new Value([new TextPart("pa$$:"), new SecretPart("db-password")]))],
                Ports = [new("http", 80, 8080, "TCP", "http", true)],
                Files = [new("/etc/web", "a.conf", "x")],
            },
        ],
        [], [new("db-password", "db-password", false, "it's \"$x\\")],
        [new("migrate", "db", 5432, "TCP"), new("web", "db", 5432, "TCP")],
        [new("data", "db", new(), false)], [], [], [new("web", "web:1", null, "../src/web", "../src/web/Dockerfile", "final", [])]);

    private static readonly Dictionary<string, OutputFile> Files = Compose.Write(new("base", Model, []), "../app").ToDictionary(file => file.Path);
    private static readonly MapNode Document = (MapNode)YamlReader.Read(Files["compose.yaml"].Text);

    [Fact]
    public void Secrets_stand_in_a_private_file_alone()
    {
        Assert.Equal("# Secrets of compose.yaml.\nSECRET_DB_PASSWORD=\"it's \\\"\\$x\\\\\"\n", Files[".env"].Text);
        Assert.True(Files[".env"].IsPrivate);
        Assert.Equal("pa$$$$:${SECRET_DB_PASSWORD:?is missing in .env}", Text("web", "environment", "DB"));
    }

    [Fact]
    public void Stores_come_first_then_what_has_to_have_ended()
    {
        Assert.Null(Document.At("services", "db", "depends_on"));
        Assert.Equal("service_healthy", Text("migrate", "depends_on", "db", "condition"));
        Assert.Equal("service_completed_successfully", Text("web", "depends_on", "migrate", "condition"));
    }

    [Fact]
    public void Only_who_is_reached_from_outside_has_a_way_there()
    {
        Assert.Equal(["db"], Texts("migrate", "networks"));
        Assert.Equal(["db"], Texts("db", "networks"));
        Assert.Equal(["db", "outside_world"], Texts("web", "networks"));
        Assert.Equal(new BoolNode(true), Document.At("networks", "db", "internal"));
    }

    [Fact]
    public void What_the_manifest_calls_outside_has_no_way_there()
    {
        var model = Model with { Workloads = [.. Model.Workloads.Append(new("outside", "outside", WorkloadKind.Deployment, "web:1", Own, new()))], References = [new("web", "outside", 80, "TCP")] };
        var document = Written(model);
        Assert.Equal(new BoolNode(true), document.At("networks", "outside", "internal"));
        Assert.Equal(new ListNode([new StringNode("outside")]), document.At("services", "outside", "networks"));
    }

    [Fact]
    public void Folders_in_memory_and_volumes_have_names_apart()
    {
        var cache = new Workload("redis", "redis", WorkloadKind.StatefulSet, "redis:1", Own with { Writable = ["/data", "/a/b", "/a-b"] }, new());
        var model = Model with
        {
            Workloads = [cache, Model.Workloads[^1] with { Mounts = [new("redis-data", "/kept", false)] }],
            Volumes = [new("redis-data", null, new(), false)], References = [],
        };
        var volumes = Written(model).Map("volumes")!;
        Assert.Equal(4, volumes.Select(volume => volume.Key).Distinct().Count());
        Assert.Equal(MapNode.Empty, volumes["redis-data"]);
        Assert.Equal("tmpfs", ((StringNode)volumes.At("redis_data", "driver_opts", "type")!).Value);
    }

    [Fact]
    public void Every_service_is_locked_up()
    {
        foreach (var (name, service) in Document.Map("services")!)
        {
            Assert.Equal(["ALL"], Texts(name, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], Texts(name, "security_opt"));
            Assert.Equal(new BoolNode(true), ((MapNode)service)["read_only"]);
        }

        Assert.Equal(["/tmp"], Texts("db", "tmpfs"));
        Assert.Equal("999:999", Text("db", "user"));
        Assert.Equal(["CMD", "sh", "-c", "ready \"$$PGUSER\""], Texts("db", "healthcheck", "test"));
    }

    [Fact]
    public void What_it_writes_beside_its_volumes_is_in_memory_and_for_any_user()
    {
        Assert.Equal(["data:/data", "db_var-run-db:/run/db:nocopy"], Texts("db", "volumes"));
        Assert.Equal("mode=1777,nosuid,nodev", ((StringNode)Document.At("volumes", "db_var-run-db", "driver_opts", "o")!).Value);
    }

    [Fact]
    public void Nobody_beyond_the_machine_reaches_it_unless_that_is_said() =>
        Assert.Equal(["${WEB_HTTP_ADDRESS:-127.0.0.1:80}:8080"], Texts("web", "ports"));

    [Fact]
    public void Each_binding_has_a_port_of_the_machine_for_itself()
    {
        var model = Model with { Workloads = [Web("a", 8080), Web("b", 8080), Web("c", 8081), Web("d", 8080), Web("u", 8080, "UDP")], References = [], Volumes = [] };
        var services = Written(model).Map("services")!;
        Assert.Equal(
            ["${A_HTTP_ADDRESS:-127.0.0.1:8080}:8080", "${B_HTTP_ADDRESS:-127.0.0.1:8082}:8080", "${C_HTTP_ADDRESS:-127.0.0.1:8081}:8080", "${D_HTTP_ADDRESS:-127.0.0.1:8083}:8080", "${U_HTTP_ADDRESS:-127.0.0.1:8080}:8080/udp"],
            services.Select(service => ((ListNode)((MapNode)service.Value)["ports"]!).Single().ToString()));
        Assert.Contains(new NotPublished("b.bindings.http", "http", "It is at 127.0.0.1:8082, as a has 8080. B_HTTP_ADDRESS=ADDRESS:PORT in the environment of compose is another address", false), Compose.Lacking(model));
        var clash = Model with { Workloads = [Web("a-b", 1), Web("a", 2) with { Ports = [new("b-http", 2, 2, "TCP", "http", true)] }] };
        Assert.Contains("a.bindings.b-http and a-b.bindings.http would both have their address from A_B_HTTP_ADDRESS",
            Assert.Single(Assert.Throws<ManifestFaultsException>(() => Written(clash)).Faults).Message);

        static Workload Web(string name, int port, string protocol = "TCP") => new(name, name, WorkloadKind.Deployment, "web:1", Own, new()) { Ports = [new("http", port, 8080, protocol, "http", true)] };
    }

    [Fact]
    public void What_only_a_cluster_gives_is_listed_and_lost_if_something_needs_it()
    {
        var shop = Apps.Shop();
        var lacking = Compose.Lacking(shop with
        {
            Settings = shop.Settings with { IsMeshed = true },
            Workloads = [.. shop.Workloads.Select(workload => workload.Name == "web" ? workload with { Settings = workload.Settings with { MountsToken = true, Egress = [new(null, "billing", []), new("10.0.0.0/8", null, [])] } } : workload)],
            Externals = [new("sql", "sql.data.svc.cluster.local", [5432], [])],
            References = [new("web", "sql", 5432, "TCP")],
        });
        Assert.Equal(
            ["api", "api.accountAnnotations", "orders", "velero", "web -> sql", "web.egress", "web.mountsToken"],
            lacking.Where(item => item.IsLoss).Select(item => item.Resource).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["api.hosts", "api.probes", "api.replicas", "imagePullSecrets.registry", "mesh", "monitoring", "web.egress", "web.hosts", "worker.replicas"],
            lacking.Where(item => !item.IsLoss).Select(item => item.Resource).Order(StringComparer.Ordinal));
        // Its tcp port is on loopback, where nothing has to be set for it.
        Assert.DoesNotContain(lacking, item => item.Resource.StartsWith("redis", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_makes_sandboxes_is_let_and_nobody_else()
    {
        var own = Model with { Workloads = [.. Model.Workloads.Select(workload => workload.Name == "web" ? workload with { Settings = new() { MakesSandboxes = true } } : workload)] };
        var document = (MapNode)YamlReader.Read(Compose.Write(new("base", own, []), "../app").Single(file => file.Path == "compose.yaml").Text);
        Assert.Equal(["no-new-privileges:true", "seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"],
            ((ListNode)document.At("services", "web", "security_opt")!).Cast<StringNode>().Select(option => option.Value));
        Assert.Equal(new ListNode([new StringNode("no-new-privileges:true")]), document.At("services", "db", "security_opt"));
        Assert.Equal(new ListNode([new StringNode("ALL")]), document.At("services", "web", "cap_drop"));
    }

    [Fact]
    public void What_is_built_is_built_where_the_manifest_lies()
    {
        Assert.Equal("../app/../src/web", Text("web", "build", "context"));
        Assert.Equal("Dockerfile", Text("web", "build", "dockerfile"));
        Assert.Equal(["./files/web/etc/web/a.conf:/etc/web/a.conf:ro"], Texts("web", "volumes"));
        Assert.Equal("x", Files["files/web/etc/web/a.conf"].Text);
    }

    [Fact]
    public void What_only_a_cluster_has_is_refused_by_name()
    {
        var web = Model.Workloads[^1] with { Settings = new() { ConfigMaps = new Dictionary<string, string> { ["/etc/ssl/rds"] = "authorities" } } };
        var refused = Assert.Throws<ManifestFaultsException>(() => Compose.Write(new("base", Model with { Workloads = [.. Model.Workloads.Take(2), web] }, []), "."));
        Assert.StartsWith("resources.web.configMaps: /etc/ssl/rds is ConfigMap authorities", Assert.Single(refused.Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("250m", "0.25")]
    [InlineData("2", "2")]
    public void Processors_are_written_as_compose_writes_them(string quantity, string wanted) => Assert.Equal(wanted, Amount.Cpus(quantity));

    [Theory]
    [InlineData("512Mi", "512m")]
    [InlineData("1Gi", "1g")]
    [InlineData("1.5Gi", "1536m")]
    [InlineData("1001", "1001")]
    [InlineData("1000", "1000")]
    public void So_is_memory(string quantity, string wanted) => Assert.Equal(wanted, Amount.Bytes(quantity));

    private static MapNode Written(AppModel model) => (MapNode)YamlReader.Read(Compose.Write(new("base", model, []), "../app").Single(file => file.Path == "compose.yaml").Text);

    private static string Text(string service, params string[] path) => ((StringNode)Document.At(["services", service, .. path])!).Value;

    private static string[] Texts(string service, params string[] path) => [.. ((ListNode)Document.At(["services", service, .. path])!).Cast<StringNode>().Select(text => text.Value)];
}
