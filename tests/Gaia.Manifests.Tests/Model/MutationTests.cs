using CsCheck;
using Gaia.Documents;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Tests.Model;

/// <summary>Whatever stands in a manifest, it is read or refused in words; nothing else comes of it.</summary>
public sealed class MutationTests
{
    private const string Text = """
        {"$schema": "s", "resources": {
          "pg": {"type": "container.v0", "image": "postgres:17", "connectionString": "Host={pg.bindings.tcp.host};Password={pw.value}", "entrypoint": "sh", "args": ["-c", "{pg.bindings.tcp.targetPort}"],
            "env": {"A": "{pw-uri.value}"}, "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 1, "targetPort": 5432, "external": true}},
            "volumes": [{"name": "v", "target": "/v", "readOnly": false}], "bindMounts": [{"source": "a", "target": "/a", "readOnly": true}]},
          "web": {"type": "container.v1", "build": {"context": ".", "dockerfile": "D", "stage": "s", "buildOnly": false, "args": {"A": "{pg.bindings.tcp.url}"}, "secrets": {"S": {"type": "env", "value": "x"}}},
            "containerFiles": {"api": {"destination": "/d", "sources": ["s"]}}, "env": {"DB": "{db.connectionString}"}},
          "api": {"type": "project.v1", "path": "a.csproj", "deployment": {"type": "azure.bicep.v0", "path": "b"}, "env": {"KV": "{kv.secrets.x}", "R": "{region.value}"}, "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http"}}},
          "db": {"type": "value.v0", "connectionString": "{pg.connectionString};Database=db"},
          "pw": {"type": "parameter.v0", "value": "{pw.inputs.value}", "inputs": {"value": {"type": "string", "secret": true, "default": {"generate": {"minLength": 22, "special": false}}}}},
          "region": {"type": "parameter.v0", "value": "{region.inputs.value}", "inputs": {"value": {"type": "string", "default": {"value": "x"}}}},
          "pw-uri": {"type": "annotated.string", "value": "{pw.value}", "filter": "uri"},
          "kv": {"type": "azure.bicep.v0", "path": "b", "connectionString": "{kv.outputs.uri}"},
          "side": {"type": "dapr.v0", "dapr": {"application": "api", "appId": "api", "components": ["store"]}},
          "store": {"type": "dapr.component.v0", "daprComponent": {"type": "state.redis", "metadata": [{"name": "host", "value": "{pg.bindings.tcp.host}"}]}},
          "exe": {"type": "executable.v0", "command": "c", "workingDirectory": "w", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http"}}}
        }}
        """;

    private static readonly Node Whole = JsonReader.ReadMarked(Text, "a.json");

    private static readonly Gen<Node> Others = Gen.OneOf<Node>(
        Gen.Const<Node>(NullNode.Instance), Gen.Const<Node>(new IntNode(-1)), Gen.Const<Node>(new IntNode(80)), Gen.Const<Node>(new FloatNode(1.5)), Gen.Const<Node>(new BoolNode(true)),
        Gen.Const<Node>(ListNode.Empty), Gen.Const<Node>(MapNode.Empty), Gen.OneOf("", "x", "{api.bindings.http.url}", "{db.value}", "{kv.outputs.y}", "project.v0", "http", "api").Select(text => (Node)new StringNode(text)));

    [Fact]
    public void The_whole_is_published() => Assert.Equal(["api", "pg", "web"], Build(Text).Workloads.Select(workload => workload.Name));

    [Fact]
    public void A_manifest_that_ends_early_is_refused_wherever_it_ends() => Gen.Int[0, Text.Length - 2].Sample(length =>
        Assert.True(Assert.ThrowsAny<DocumentException>(() => AspireReader.Read(Text[..length], "a.json")) is { Code: "json.syntax", Mark: { File: "a.json", Line: > 0, Column: > 0 } }));

    [Fact]
    public void A_value_of_another_kind_is_read_or_refused_in_words() => Gen.Select(Gen.Int[1, Count(Whole) - 1], Others).Sample(mutation =>
    {
        try
        {
            var (at, other) = mutation;
            Build(NodeJson.Write(Replaced(Whole, ref at, other)));
        }
        catch (ManifestFaultsException refused)
        {
            Assert.All(refused.Faults, fault => Assert.EndsWith(".", fault.Message));
        }
    });

    private static AppModel Build(string text) => AppModelBuilder.Build(AspireReader.Read(text, "a.json"), Modelling.Defaults, new Modelling.Beside(), null);

    private static int Count(Node node) => 1 + node switch { MapNode map => map.Sum(entry => Count(entry.Value)), ListNode list => list.Sum(Count), _ => 0 };

    private static Node Replaced(Node node, ref int at, Node other)
    {
        if (at-- == 0) return other;
        if (node is MapNode map)
        {
            var entries = new KeyValuePair<string, Node>[map.Count];
            for (var i = 0; i < map.Count; i++) entries[i] = new(map[i].Key, Replaced(map[i].Value, ref at, other));
            return new MapNode(entries);
        }

        if (node is not ListNode list) return node;
        var items = new Node[list.Count];
        for (var i = 0; i < list.Count; i++) items[i] = Replaced(list[i], ref at, other);
        return new ListNode(items);
    }
}
