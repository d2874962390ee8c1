using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed class ExpressionTests
{
    private const string Shop = """
        "pg": {"type": "container.v0", "image": "postgres:17", "connectionString": "Host={pg.bindings.tcp.host};Port={pg.bindings.tcp.port};Password={pw.value}",
          "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432}}},
        "db": {"type": "value.v0", "connectionString": "{pg.connectionString};Database=db"},
        "web": {"type": "container.v0", "image": "web:1", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http2", "port": 80, "targetPort": 8000}}},
        "site": {"type": "project.v0", "path": "s.csproj", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http"}, "https": {"scheme": "https", "protocol": "tcp", "transport": "http"}}},
        "only": {"type": "project.v0", "path": "o.csproj", "bindings": {"https": {"scheme": "https", "protocol": "tcp", "transport": "http"}}},
        "tls": {"type": "container.v0", "image": "t", "bindings": {"tcp": {"scheme": "rediss", "protocol": "tcp", "transport": "tcp", "targetPort": 6380}}},
        "pw": {"type": "parameter.v0", "value": "{pw.inputs.value}", "inputs": {"value": {"type": "string", "secret": true, "default": {"generate": {"minLength": 22}}}}},
        "pw-uri-encoded": {"type": "annotated.string", "value": "{pw.value}", "filter": "uri"},
        "region": {"type": "parameter.v0", "value": "{region.inputs.value}", "inputs": {"value": {"type": "string", "default": {"value": "north sea"}}}},
        "region-uri": {"type": "annotated.string", "value": "{region.value}", "filter": "uri"},
        "cluster": {"type": "parameter.v0", "value": "{cluster.inputs.value}", "inputs": {"value": {"type": "string", "default": {"generate": {"minLength": 8}}}}},
        "two": {"type": "parameter.v0", "value": "{two.inputs.user}:{two.inputs.key}", "inputs": {"user": {"type": "string", "default": {"value": "u"}}, "key": {"type": "string", "secret": true}}},
        "sql": {"type": "parameter.v0", "connectionString": "{sql.value}", "value": "{sql.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
        "fixed": {"type": "parameter.v0", "value": "as is", "inputs": {}},
        "cond-x": {"type": "value.v0", "connectionString": ",ssl=true"},
        "legacy": {"type": "container.v0", "image": "l", "inputs": {"password": {"type": "string", "secret": true}}},
        "bus": {"type": "azure.bicep.v0", "path": "b.bicep"},
        "stack": {"type": "aws.cloudformation.template.v0", "stack-name": "s", "template-path": "t"},
        "kv": {"type": "azure.bicep.v0", "path": "k.bicep", "connectionString": "{kv.outputs.uri}"}
        """;

    [Theory]
    [InlineData("{pg.bindings.tcp.host}", "pg")]
    [InlineData("{pg.bindings.tcp.ipv4Host}", "pg")]
    [InlineData("{pg.bindings.tcp.port}", "5432")]
    [InlineData("{pg.bindings.tcp.url}", "tcp://pg:5432")]
    [InlineData("{PG.bindings.TCP.scheme}", "tcp")]
    [InlineData("{pg.bindings.tcp.hostAndPort}", "pg:5432")]
    [InlineData("{web.bindings.http.url}", "http://web:80")]
    [InlineData("{web.bindings.http.targetPort}", "8000")]
    [InlineData("{web.bindings.http.port}", "80")]
    [InlineData("{web.bindings.http.protocol}", "tcp")]
    [InlineData("{web.bindings.http.transport}", "http2")]
    [InlineData("{web.bindings.http.tlsEnabled}", "False")]
    [InlineData("{tls.bindings.tcp.tlsEnabled}", "True")]
    [InlineData("{site.bindings.http.targetPort}", "8080")]
    [InlineData("{site.bindings.https.url}", "http://site:8080")]
    [InlineData("{only.bindings.https.url}", "http://only:8080")]
    [InlineData("{db.connectionString}", "Host=pg;Port=5432;Password=[pw];Database=db")]
    [InlineData("{db.value}", "Host=pg;Port=5432;Password=[pw];Database=db")]
    [InlineData("{pw.value}", "[pw]")]
    [InlineData("{pw.inputs.value}", "[pw]")]
    [InlineData("amqp://u:{pw-uri-encoded.value}@x", "amqp://u:[pw-uri]@x")]
    [InlineData("{region.value}", "north sea")]
    [InlineData("{region-uri.value}", "north%20sea")]
    [InlineData("{cluster.value}", "[cluster]")]
    [InlineData("{two.value}", "u:[two-key]")]
    [InlineData("{sql.connectionString};A=1", "[sql];A=1")]
    [InlineData("{fixed.value}", "as is")]
    [InlineData("x{cond-x.connectionString}", "x,ssl=true")]
    [InlineData("{legacy.inputs.password}", "[legacy-password]")]
    [InlineData("{bus.connectionString}", "[bus-connectionstring]")]
    [InlineData("{bus.secretOutputs.key}", "[bus-key]")]
    [InlineData("{kv.secrets.connectionstrings--pg}", "[kv-connectionstrings--pg]")]
    [InlineData("{kv.connectionString}", "https://kv")]
    [InlineData("/catalog/{**catch-all}", "/catalog/{**catch-all}")]
    [InlineData("$(X) {{ .Y }}", "$(X) {{ .Y }}")]
    [InlineData("", "")]
    public void Every_expression_has_its_value(string expression, string value) => Assert.Equal(value, Build(App(expression), Kv).Env("app", "X"));

    [Theory]
    [InlineData("{gone.value}", "expression.unknown", "{gone.value}: the manifest has no resource gone. If the AppHost excludes it")]
    [InlineData("{gone.connectionString}", "expression.unknown", "`resources.gone.external.host: HOST`")]
    [InlineData("{.outputs.AZURE_CLIENT_ID}", "expression.unknown", "by azd alone")]
    [InlineData("{stack.output.topic}", "value.missing", "`resources.stack.outputs.topic: VALUE`")]
    [InlineData("{pg.output.x}", "expression.unknown", "{pg.output.x} is not known: pg is container.v0.")]
    [InlineData("{wed.bindings.http.url}", "expression.unknown", "(is web meant?)")]
    [InlineData("{pg.frobnicate}", "expression.unknown", "{pg.frobnicate} is not known: pg is container.v0.")]
    [InlineData("{pg.bindings.http.url}", "expression.unknown", "{pg.bindings.http.url}: pg has no binding http.")]
    [InlineData("{pg.bindings.tcp.colour}", "expression.unknown", "{pg.bindings.tcp.colour} is not known: a binding has url, host")]
    [InlineData("{site.connectionString}", "expression.unknown", "{site.connectionString}: site has no connection string.")]
    [InlineData("{two.inputs.other}", "expression.unknown", "two has no input other.")]
    [InlineData("{bus.outputs.endpoint}", "value.missing", "`resources.bus.outputs.endpoint: VALUE`")]
    [InlineData("{sql.bindings.tcp.host}", "value.missing", "`resources.sql.external.host: HOST`")]
    public void What_has_no_value_is_named_with_its_place(string expression, string code, string said)
    {
        var fault = Assert.Single(Faults(App(expression), Kv));
        Assert.Equal((code, 1), (fault.Code, fault.Mark.Line));
        Assert.Contains(said, fault.Message);
    }

    [Fact]
    public void Everything_that_is_missing_is_told_at_once()
    {
        var faults = Faults("""
            {"a": {"type": "parameter.v0", "value": "{a.inputs.value}", "inputs": {"value": {"type": "string"}}}, "b": {"type": "parameter.v0", "value": "{b.inputs.value}", "inputs": {"value": {"type": "string"}}},
             "unused": {"type": "parameter.v0", "value": "{unused.inputs.value}", "inputs": {"value": {"type": "string"}}},
             "app": {"type": "container.v0", "image": "x", "env": {"A": "{a.value}", "A2": "{a.value}", "B": "{b.value}", "C": "{kv.outputs.c}"}}, "kv": {"type": "azure.bicep.v0", "path": "k"}}
            """);
        Assert.Equal(["`parameters.a: VALUE`", "`parameters.b: VALUE`", "`resources.kv.outputs.c: VALUE`"], faults.Select(fault => "`" + fault.Message.Split('`')[1] + "`"));
        Assert.Equal("1", Build("""{"a": {"type": "parameter.v0", "value": "{a.inputs.value}", "inputs": {"value": {"type": "string"}}}, "app": {"type": "container.v0", "image": "x", "env": {"A": "{a.value}"}}}""",
            Parameters(("a", "1"))).Env("app", "A"));
    }

    [Fact]
    public void A_circle_is_told_once_with_its_path()
    {
        var faults = Faults("""
            {"b": {"type": "value.v0", "connectionString": "{c.connectionString}"}, "c": {"type": "value.v0", "connectionString": "{a.connectionString}"}, "a": {"type": "value.v0", "connectionString": "{b.connectionString}"},
             "app": {"type": "container.v0", "image": "x", "env": {"A": "{c.connectionString}", "B": "{a.connectionString}"}}}
            """);
        Assert.Equal("References go in a circle: a.connectionString -> b.connectionString -> c.connectionString -> a.connectionString.", Assert.Single(faults).Message);
    }

    [Theory]
    [InlineData(60, "{vN.value}{vN.value}", "value.long")]
    [InlineData(5000, "{vN.value}", "reference.deep")]
    public void A_chain_that_grows_without_end_ends_early(int steps, string step, string code)
    {
        var chain = Enumerable.Range(1, steps).Select(i => Value($"v{i}", step.Replace("N", $"{i - 1}")));
        Assert.Equal(code, Faults("{" + Value("v0", "12345678") + ", " + string.Join(", ", chain) + ", " + AppPart($"{{v{steps}.value}}") + "}")[0].Code);
    }

    private static EnvironmentSettings Kv => With("kv", new WorkloadSettings { Outputs = new Dictionary<string, string> { ["uri"] = "https://kv" }, Kind = "none" });

    private static string App(string expression) => "{" + Shop.ReplaceLineEndings(" ") + ", " + AppPart(expression) + "}";

    private static string AppPart(string expression) =>
        """ "app": {"type": "container.v0", "image": "x", "env": {"X": EXPRESSION}} """.Replace("EXPRESSION", System.Text.Json.JsonSerializer.Serialize(expression));

    private static string Value(string name, string text) => """ "NAME": {"type": "value.v0", "connectionString": "TEXT"} """.Replace("NAME", name).Replace("TEXT", text);
}
