using CsCheck;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed class ReferenceTests
{
    private const string Cache = """
        "cache": {"type": "container.v0", "image": "cache:1", "connectionString": "{cache.bindings.tcp.host}:{cache.bindings.tcp.port}", "env": {"SELF": "{cache.bindings.tcp.url}"},
        "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 6000, "targetPort": 6379}}}
        """;

    [Fact]
    public void A_host_in_an_argument_or_through_connection_strings_is_a_reference_to_the_container_port() => Assert.Equal(
        ["api -> cache:6379/TCP", "job -> cache:6379/TCP"],
        References(Build("{" + Cache + """
            , "deep": {"type": "value.v0", "connectionString": "{cache.connectionString},x"}, "deeper": {"type": "value.v0", "connectionString": "{deep.connectionString},y"},
            "api": {"type": "container.v0", "image": "x", "env": {"C": "{deeper.connectionString}", "AGAIN": "{cache.bindings.tcp.url}"}},
            "job": {"type": "container.v0", "image": "x", "args": ["--cache", "{cache.bindings.tcp.host}"]},
            "idle": {"type": "container.v0", "image": "x", "env": {"PORT": "{cache.bindings.tcp.port}"}}}
            """)));

    [Fact]
    public void What_runs_elsewhere_is_an_external_service_and_no_workload()
    {
        var model = Build("{" + Cache + """, "api": {"type": "container.v0", "image": "x", "env": {"C": "{cache.connectionString}"}}}""",
            With("cache", new() { External = new ExternalSettings("cache.example", 6380, null) { Cidrs = ["10.0.0.0/8"] } }));
        Assert.Equal("cache.example:6380", model.Env("api", "C"));
        Assert.Equal(["api -> cache:6380/TCP"], References(model));
        var external = Assert.Single(model.Externals);
        Assert.Equal(("cache", "cache.example", 6380, "10.0.0.0/8"), (external.Name, external.Host, Assert.Single(external.Ports), Assert.Single(external.Cidrs)));
        Assert.Equal("api", Assert.Single(model.Workloads).Name);
        Assert.False(Assert.Single(model.NotPublished).IsLoss);
    }

    [Fact]
    public void A_whole_connection_string_may_be_a_secret()
    {
        var model = Build("{" + Cache + """, "api": {"type": "container.v0", "image": "x", "env": {"C": "{cache.connectionString}"}}}""",
            With("cache", new() { External = new ExternalSettings(null, null, "cache-connection") }));
        Assert.Equal("[cache-connection]", model.Env("api", "C"));
        Assert.Equal(["api -> cache:6000/TCP"], References(model));
    }

    [Theory]
    [InlineData("feedback", false)]
    [InlineData("db2", false)]
    [InlineData("db.example", false)]
    [InlineData("/var/db/x", false)]
    [InlineData("https://api/db", false)]
    [InlineData("Host=other;Database=db;User Id=db", false)]
    [InlineData("amqp://user@db/", true)]
    [InlineData("Host=db;Port=1", true)]
    [InlineData("postgres://DB:5432/x", true)]
    public void A_host_is_one_as_a_whole_word_alone(string text, bool isOne)
    {
        var settings = With("api", new() { Environment = new Dictionary<string, string> { ["A"] = text } });
        settings = settings with { Resources = new Dictionary<string, WorkloadSettings>(settings.Resources) { ["cache"] = new() { External = new ExternalSettings("db", 6380, null) } } };
        Assert.Equal(isOne, References(Build("{" + Cache + """, "api": {"type": "container.v0", "image": "x"}}""", settings)).Any());
    }

    [Fact]
    public void A_host_of_the_settings_in_their_own_text_is_a_reference()
    {
        var settings = With("cache", new() { External = new ExternalSettings("cache.example", 6380, null) });
        settings = settings with { Resources = new Dictionary<string, WorkloadSettings>(settings.Resources) { ["api"] = new() { Environment = new Dictionary<string, string> { ["C"] = "cache.example:6380,ssl=true" } } } };
        var model = Build("{" + Cache + """, "api": {"type": "container.v0", "image": "x", "env": {"C": "{cache.connectionString}"}}}""", settings);
        Assert.Equal("cache.example:6380,ssl=true", model.Env("api", "C"));
        Assert.Equal(["api -> cache:6380/TCP"], References(model));
    }

    [Fact]
    public void What_the_manifest_leaves_out_may_be_in_the_settings()
    {
        const string App = """{"api": {"type": "container.v0", "image": "x", "env": {"LOGS": "{seq.connectionString}", "URL": "{seq.bindings.http.url}"}}}""";
        Assert.All(Faults(App), fault => Assert.Contains("`resources.seq.external.host: HOST`", fault.Message));
        var model = Build(App, With("seq", new() { External = new ExternalSettings("seq.example", 5341, "seq-connection") }));
        Assert.Equal(("[seq-connection]", "tcp://seq.example:5341"), (model.Env("api", "LOGS"), model.Env("api", "URL")));
        Assert.Equal(["api -> seq:5341/TCP"], References(model));
        Assert.DoesNotContain(model.NotPublished, note => note.IsLoss);
        Assert.Contains("the manifest has no resource sew", Assert.Single(Faults("""{"api": {"type": "container.v0", "image": "x"}}""", With("sew", new()))).Message);
    }

    [Fact]
    public void A_workload_and_what_runs_elsewhere_have_different_names() => Assert.Contains("Resources c.x and c-x", Assert.Single(Faults(
        """{"c.x": {"type": "azure.bicep.v0", "path": "b"}, "c-x": {"type": "container.v0", "image": "x"}}""", With("c.x", new() { External = new ExternalSettings("h", 1, null) }))).Message.Replace("c-x and c.x", "c.x and c-x"));

    [Fact]
    public void A_cloud_resource_whose_place_nobody_knows_is_listed_for_the_network_policies()
    {
        const string App = """{"bus": {"type": "azure.bicep.v0", "path": "b"}, "api": {"type": "container.v0", "image": "x", "env": {"B": "{bus.connectionString}"}}}""";
        Assert.Contains(Build(App).NotPublished, note => note is { Resource: "api -> bus", IsLoss: true });
        Assert.DoesNotContain(Build(App, With("api", new() { Egress = [new EgressSettings("0.0.0.0/0", null, [443])] })).NotPublished, note => note.Resource == "api -> bus");
        Assert.DoesNotContain(Build(App, Defaults with { Network = new NetworkSettings(Policies: false) }).NotPublished, note => note.Resource == "api -> bus");
        var known = Build(App, With("bus", new() { External = new ExternalSettings("bus.example", 5671, null) }));
        Assert.Equal(["api -> bus:5671/TCP"], References(known));
        Assert.DoesNotContain(known.NotPublished, note => note.IsLoss);
    }

    [Fact]
    public void References_are_those_that_the_graph_of_values_has() => Gen.Select(Gen.Int[2, 5], Gen.Int[0, 6]).SelectMany(size =>
        Gen.Select(Gen.Int[0, 9].Array[size.Item2], Gen.Int[0, 12].Array[0, 3].Array[size.Item1]).Select(edges => (Apps: size.Item1, Values: edges.Item1, Uses: edges.Item2))).Sample(graph =>
    {
        // Value i leads to an application or to a value before it; each application uses some of both.
        string Node(int i, int values) => i % 2 == 0 || values == 0 ? $"app{i / 2 % graph.Apps}" : $"v{i / 2 % values}";
        int Target(string node) => node[0] == 'a' ? int.Parse(node[3..]) : Target(Node(graph.Values[int.Parse(node[1..])], int.Parse(node[1..])));
        string Placeholder(string node) => node[0] == 'a' ? $"{{{node}.bindings.b.url}}" : $"{{{node}.value}}";
        var values = graph.Values.Select((to, i) => """ "NAME": {"type": "value.v0", "connectionString": "x TEXT"} """.Replace("NAME", $"v{i}").Replace("TEXT", Placeholder(Node(to, i))));
        var apps = graph.Uses.Select((uses, i) => """ "NAME": {"type": "container.v0", "image": "x", "args": [ARGS], "bindings": {"b": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80}}} """
            .Replace("NAME", $"app{i}").Replace("ARGS", string.Join(", ", uses.Select(use => $"\"{Placeholder(Node(use, graph.Values.Length))}\""))));
        var expected = graph.Uses.SelectMany((uses, i) => uses.Select(use => Target(Node(use, graph.Values.Length))).Where(to => to != i).Select(to => $"app{i} -> app{to}:80/TCP")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, References(Build("{" + string.Join(", ", values.Concat(apps)) + "}")));
    });

    private static IEnumerable<string> References(Gaia.Manifests.Model.AppModel model) => model.References.Select(one => $"{one.From} -> {one.To}:{one.Port}/{one.Protocol}");
}
