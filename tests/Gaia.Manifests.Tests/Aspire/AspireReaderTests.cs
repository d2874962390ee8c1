using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;

namespace Gaia.Manifests.Tests.Aspire;

public sealed class AspireReaderTests
{
    [Fact]
    public void A_container_is_read_with_all_its_parts()
    {
        var db = Assert.IsType<ProgramResource>(Assert.Single(Read("""
            {"db": {"type": "container.v1", "image": "db:1", "connectionString": "Host={db.bindings.tcp.host}", "entrypoint": "/bin/db", "args": ["-p", "{db.bindings.tcp.targetPort}"],
              "env": {"A": "{db.bindings.tcp.port}", "B": null}, "bindings": {"tcp": {"scheme": "tcp", "protocol": "udp", "transport": "tcp", "port": 1, "targetPort": 2, "external": true}},
              "volumes": [{"name": "data", "target": "/data", "readOnly": true}, {"target": "/scratch", "readOnly": false}],
              "bindMounts": [{"source": "../x.conf", "target": "/etc/x.conf", "readOnly": true}],
              "inputs": {"password": {"type": "string", "secret": true}}}}
            """)));
        Assert.Equal(new PublishedImage("db:1"), db.Source);
        Assert.Equal("/bin/db", db.Entrypoint!.Text);
        Assert.Equal(["-p", "{db.bindings.tcp.targetPort}"], db.Args.Select(arg => arg.Text));
        Assert.Equal("A", Assert.Single(db.Environment).Key);
        var tcp = Assert.Single(db.Bindings);
        Assert.Equal(("tcp", "tcp", "udp", "tcp", (int?)1, (int?)2, true), (tcp.Name, tcp.Scheme, tcp.Protocol, tcp.Transport, tcp.Port, tcp.TargetPort, tcp.IsExternal));
        Assert.Equal([("data", "/data", true), (null, "/scratch", false)], db.Volumes.Select(volume => (volume.Name, volume.Target, volume.IsReadOnly)));
        Assert.Equal(("../x.conf", "/etc/x.conf"), (db.BindMounts[0].Source, db.BindMounts[0].Target));
        Assert.True(Assert.Single(db.Inputs).IsSecret);
        Assert.Equal("Host=", ((LiteralPart)db.ConnectionString!.Parts[0]).Text);
        Assert.Equal(new SourceMark("a.json", 1, 22), db.Mark);
    }

    [Theory]
    [InlineData("""{"type": "project.v0", "path": "a.csproj"}""", typeof(ProjectImage))]
    [InlineData("""{"type": "project.v1", "path": "a.csproj", "deployment": {"type": "azure.bicep.v0", "path": "x"}}""", typeof(ProjectImage))]
    [InlineData("""{"type": "dockerfile.v0", "path": "Dockerfile", "context": ".", "buildArgs": {"A": "1"}}""", typeof(BuiltImage))]
    [InlineData("""{"type": "container.v1", "build": {"context": ".", "dockerfile": "Dockerfile", "stage": "s", "args": {"A": "1"}}}""", typeof(BuiltImage))]
    [InlineData("""{"type": "container.v0", "image": "redis"}""", typeof(PublishedImage))]
    public void Each_kind_of_program_has_its_source(string resource, Type source)
    {
        var program = Assert.IsType<ProgramResource>(Assert.Single(Read($$"""{"a": {{resource}}}""")));
        Assert.IsType(source, program.Source);
        if (program.Source is BuiltImage built) Assert.Equal(("Dockerfile", ".", "A"), (built.Dockerfile, built.Context, Assert.Single(built.Args).Key));
    }

    [Fact]
    public void What_a_build_needs_beside_the_manifest_is_noted()
    {
        var program = Read("""
            {"a": {"type": "container.v1", "containerFiles": {"web": {"destination": "/srv", "sources": ["/dist"]}}, "build": {"context": ".", "dockerfile": "D", "buildOnly": true,
              "args": {"OPEN": null}, "secrets": {"S": {"type": "env", "value": "{p.value}"}, "F": {"type": "file", "source": "f"}}}, "later": 1}}
            """).OfType<ProgramResource>().Single();
        Assert.True(Assert.IsType<BuiltImage>(program.Source).IsBuildOnly);
        Assert.Equal([("build.args.OPEN", false), ("build.secrets.S", false), ("build.secrets.F", false), ("containerFiles.web", true), ("later", true)], program.Notes.Select(note => (note.Part, note.IsLoss)));
    }

    [Fact]
    public void A_parameter_has_its_inputs_defaults_and_rules()
    {
        var parameter = Assert.IsType<ParameterResource>(Assert.Single(Read("""
            {"p": {"type": "parameter.v0", "value": "{p.inputs.a}", "inputs": {"a": {"type": "string", "default": {"value": "x"}},
              "b": {"type": "string", "secret": true, "default": {"generate": {"minLength": 22, "special": false, "minUpper": 2}}}}}}
            """)));
        Assert.True(parameter.IsSecret);
        Assert.Equal([new ParameterInput("a", false, "x", null), new ParameterInput("b", true, null, new GenerateRule(22, Special: false, MinUpper: 2))], parameter.Inputs);
    }

    [Fact]
    public void A_parameter_may_leave_out_what_goes_without_saying()
    {
        var parameter = Assert.IsType<ParameterResource>(Assert.Single(Read("""
            {"p": {"type": "parameter.v0", "value": "{p.inputs.a}", "inputs": {"a": {}, "b": {"secret": true, "default": {"generate": {"minLower": 10, "minNumeric": 5}}}}}}
            """)));
        Assert.Equal([new ParameterInput("a", false, null, null), new ParameterInput("b", true, null, new GenerateRule(0, MinLower: 10, MinNumeric: 5))], parameter.Inputs);
    }

    [Fact]
    public void Stores_of_previews_are_not_for_Kubernetes_but_their_databases_are_connection_strings()
    {
        var resources = Read("""
            {"pg": {"type": "postgres.server.v0"}, "db": {"type": "postgres.database.v0", "parent": "pg"}, "docs": {"type": "mongodb.database.v0", "parent": "mongo"},
             "cache": {"type": "redis.v0"}, "blobs": {"type": "azure.storage.blob.v0", "parent": "storage"}}
            """);
        Assert.StartsWith("A preview of Aspire wrote it", Assert.IsType<ForeignResource>(resources[0]).Reason, StringComparison.Ordinal);
        Assert.Equal("{pg.connectionString};Database=db", Assert.IsType<ValueResource>(resources[1]).ConnectionString!.Text);
        Assert.Empty(resources[1].Notes);
        Assert.Equal("{mongo.connectionString}/docs", Assert.IsType<ValueResource>(resources[2]).ConnectionString!.Text);
        Assert.StartsWith("A preview of Aspire wrote it", Assert.IsType<ForeignResource>(resources[3]).Reason, StringComparison.Ordinal);
        Assert.Equal("Azure makes it", Assert.IsType<ForeignResource>(resources[4]).Reason);
    }

    [Fact]
    public void What_is_null_is_noted() => Assert.Equal(["build.args.OPEN", "env.N"], Assert.Single(Read("""
        {"a": {"type": "dockerfile.v0", "path": "D", "context": ".", "buildArgs": {"A": "1", "OPEN": null}, "env": {"N": null}}}
        """)).Notes.Select(note => note.Part));

    [Fact]
    public void What_is_not_known_is_noted_at_every_depth() => Assert.Equal(["odd", "build.platform", "bindings.http.foo", "volumes[0].subPath", "bindMounts[0].propagation"], Assert.Single(Read("""
        {"a": {"type": "container.v1", "odd": 1, "build": {"context": ".", "dockerfile": "D", "platform": "linux/arm64", "args": {}, "secrets": {"S": {"type": "env", "value": "x"}}},
          "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80, "foo": 1}},
          "volumes": [{"name": "v", "target": "/v", "readOnly": false, "subPath": "x"}], "bindMounts": [{"source": "s", "target": "/t", "propagation": "shared"}],
          "containerFiles": {"b": {"destination": "/d", "sources": ["x"]}},
          "inputs": {"p": {"type": "string", "secret": true, "default": {"generate": {"minLength": 1}}}}}}
        """)).Notes.Where(note => note.Reason.Contains("is not known of", StringComparison.Ordinal) && note.IsLoss).Select(note => note.Part));

    [Theory]
    [InlineData("""{"a": {"type": "container.v0", "image": "x", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80}, "HTTP": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 81}}}}""",
        "manifest.duplicate", "a.bindings.http and a.bindings.HTTP differ by case alone: Aspire takes them for one.")]
    [InlineData("""{"a": {"type": "parameter.v0", "value": "{a.inputs.p}", "inputs": {"p": {}, "P": {"secret": true}}}}""", "manifest.duplicate", "a.inputs.p and a.inputs.P differ by case alone: Aspire takes them for one.")]
    [InlineData("""{"a": {"type": "dapr.component.v0", "daprComponent": {"type": "state.redis", "metadata": [{"name": "k", "value": "1"}, {"name": "k", "value": "2"}]}}}""", "manifest.shape", "a.daprComponent has k 2 times in `metadata`: one of them would be lost.")]
    [InlineData("""{"a": {"type": "container.v0", "image": "x", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 99999999999999999999}}}}""", "manifest.shape", "a port is a number from 1 to 65535.")]
    public void What_would_be_lost_is_refused(string resources, string code, string said)
    {
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => Read(resources)).Faults);
        Assert.Equal(code, fault.Code);
        Assert.EndsWith(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a number, not a number", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_filters_and_Dapr_are_read()
    {
        var resources = Read("""
            {"v": {"type": "value.v0", "parent": "old", "connectionString": ""}, "old": {"type": "value.v0", "value": "{v.connectionString}"}, "f": {"type": "annotated.string", "value": "{v.value}", "filter": "uri"},
             "s": {"type": "dapr.v0", "dapr": {"application": "api", "appId": "api", "appPort": 8080, "components": ["store"], "logLevel": "debug"}},
             "store": {"type": "dapr.component.v0", "daprComponent": {"type": "state.redis", "version": "v1", "metadata": [{"name": "redisHost", "value": "x:1"}]}}}
            """);
        Assert.Empty(resources[0].Notes);
        Assert.Equal("{v.connectionString}", Assert.IsType<ValueResource>(resources[1]).ConnectionString!.Text);
        Assert.Equal("uri", Assert.IsType<AnnotatedResource>(resources[2]).Filter);
        var sidecar = Assert.IsType<DaprSidecarResource>(resources[3]);
        Assert.Equal(("api", "api", (int?)8080, "store"), (sidecar.Application, sidecar.AppId, sidecar.AppPort, Assert.Single(sidecar.Components)));
        Assert.Equal("dapr.logLevel", Assert.Single(sidecar.Notes).Part);
        var store = Assert.IsType<DaprComponentResource>(resources[4]);
        Assert.Equal(("state.redis", "x:1"), (store.ComponentType, store.Metadata.Text("redisHost")));
    }

    [Theory]
    [InlineData("""{"type": "executable.v0", "command": "npm", "workingDirectory": "."}""", "`npm` runs on a developer's machine")]
    [InlineData("""{"type": "azure.bicep.v0", "path": "a.bicep", "params": {"x": 1}}""", "Azure makes it")]
    [InlineData("""{"type": "azure.bicep.v1", "path": "a.bicep", "scope": {}}""", "Azure makes it")]
    [InlineData("""{"type": "aws.cloudformation.stack.v0", "stack-name": "s"}""", "AWS has it: stack s")]
    [InlineData("""{"type": "aws.cloudformation.template.v0", "stack-name": "s", "template-path": "t.yaml"}""", "AWS makes it, as stack s from t.yaml")]
    [InlineData("""{"type": "orbit.v0"}""", "Type orbit.v0 is not known")]
    [InlineData("""{"error": "This resource does not support generation in the manifest."}""", "Aspire says of it: This resource does not support generation")]
    public void What_is_not_for_Kubernetes_is_kept_with_its_reason(string resource, string reason) =>
        Assert.StartsWith(reason, Assert.IsType<ForeignResource>(Assert.Single(Read($$"""{"a": {{resource}}}"""))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Every_wrong_shape_is_told_at_once_with_its_place()
    {
        var faults = Assert.Throws<ManifestFaultsException>(() => AspireReader.Read("""
            {"resources": {
              "a": {"type": "project.v0"},
              "A": {"type": "value.v0"},
              "b": {"type": "container.v0", "image": 7, "args": "x", "env": {"N": 1}},
              "c": {"type": "container.v0", "image": "i", "bindings": {"http": {"scheme": "http", "protocol": "sctp", "targetPort": 70000}}},
              "d": [],
              "e": {}
            }}
            """, "a.json")).Faults;
        Assert.Equal(
        [
            "manifest.missing a.json:2:8: a has no `path`.",
            "manifest.duplicate a.json:3:8: Resources a and A differ by case alone: Aspire takes them for one.",
            "manifest.missing a.json:3:8: A has no `connectionString`.",
            "manifest.shape a.json:4:42: b.image is a number, not a string.",
            "manifest.shape a.json:4:53: b.args is a string, not a list.",
            "manifest.shape a.json:4:71: b.env.N is a number, not a string.",
            "manifest.missing a.json:5:68: c.bindings.http has no `transport`.",
            "manifest.shape a.json:5:99: c.bindings.http.protocol is \"sctp\": it has to be tcp or udp.",
            "manifest.shape a.json:5:121: c.bindings.http.targetPort is 70000: a port is a number from 1 to 65535.",
            "manifest.shape a.json:6:8: d is not an object.",
            "manifest.missing a.json:7:8: e has no `type`.",
        ], faults.Select(fault => $"{fault.Code} {fault.Describe()}"));
    }

    [Theory]
    [InlineData("{\"resources\": {\n  \"a\": {", "json.syntax", "a.json:2:9: It is not JSON: it ends before everything that was opened is closed.")]
    [InlineData("{\"resources\": {\"a\": {}, \"a\": {}}}", "json.duplicate-name", "a.json:1:25: \"a\" stands twice in the same object.")]
    public void What_is_not_JSON_is_refused_with_line_and_column(string text, string code, string said)
    {
        var fault = Assert.Throws<DocumentException>(() => AspireReader.Read(text, "a.json"));
        Assert.Equal((code, said), (fault.Code, fault.Describe()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"resources\": []}")]
    public void What_is_no_manifest_is_refused(string text) =>
        Assert.Equal("manifest.shape", Assert.Single(Assert.Throws<ManifestFaultsException>(() => AspireReader.Read(text, "a.json")).Faults).Code);

    [Fact]
    public void An_empty_manifest_is_one() => Assert.Empty(Read("{}"));

    private static IReadOnlyList<AspireResource> Read(string resources) => AspireReader.Read($$"""{"resources": {{resources.Trim()}}}""", "a.json").Resources;
}
