using System.Net;
using System.Text;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Stores;
using Gaia.Templates;

namespace Gaia.Stacks.Tests.Stores;

/// <summary>Against real servers on loopback, started here: redis-server, moto_server, and a few lines that answer as Vault does.</summary>
[Trait("category", "outside")]
public sealed class OutsideStoreTests : IDisposable
{
    private readonly TestServers servers = new();
    private readonly string folder = Directory.CreateTempSubdirectory("store-test-").FullName;
    private string? written;

    public void Dispose()
    {
        servers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task ReadsRedis()
    {
        Assert.SkipUnless(TestServers.Installed("redis-server"), "needs redis-server on the PATH");
        var port = await servers.Start("redis-server", port => ["--port", $"{port}", "--requirepass", "s3cret", "--save", "", "--dir", folder, "--bind", "127.0.0.1"]);
        using (var connection = RedisConnection.Open(new RedisAddress("127.0.0.1", port, false, null, "s3cret", 2), CancellationToken.None))
        {
            connection.Ask("SET", "atmos/plat/dev/vpc/id", "{\"a\": 1}");
            connection.Ask("SET", "atmos/raw", "just text é");
        }
        var catalog = Catalog($$$"""{"r":{"type":"redis","options":{"url":"redis://:s3cret@127.0.0.1:{{{port}}}/2","prefix":"atmos","stack_delimiter":"-"} },"bad":{"type":"redis","options":{"url":"redis://:wrong@127.0.0.1:{{{port}}}/2"} } }""");
        Assert.Equal(JsonReader.Read("{\"a\": 1}"), catalog.Get("r", "plat-dev", "vpc", "id", TestContext.Current.CancellationToken));
        Assert.Equal(new StringNode("just text é"), catalog.GetKey("r", "raw", TestContext.Current.CancellationToken));
        Assert.Null(catalog.GetKey("r", "nope", TestContext.Current.CancellationToken));
        WritesAndReads(catalog, "r");
        Assert.Contains("WRONGPASS", Assert.Throws<StacksInvalidException>(() => catalog.GetKey("bad", "raw", TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public async Task ReadsParametersOfAws()
    {
        Assert.SkipUnless(TestServers.Installed("moto_server"), "needs moto_server on the PATH");
        var port = await servers.Start("moto_server", port => ["-H", "127.0.0.1", "-p", $"{port}"]);
        await PutParameter(port, "/plat/ue2/vpc/id", "vpc-1");
        var catalog = Catalog("""{"ssm":{"type":"aws-ssm-parameter-store","options":{"region":"us-east-2"}}}""",
            ("AWS_ENDPOINT_URL", $"http://127.0.0.1:{port}"), ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"));
        Assert.Equal(new StringNode("vpc-1"), catalog.Get("ssm", "plat-ue2", "vpc", "id", TestContext.Current.CancellationToken));
        Assert.Null(catalog.Get("ssm", "plat-ue2", "vpc", "nope", TestContext.Current.CancellationToken));
        WritesAndReads(catalog, "ssm");
        var host = new TemplateHost { Parameter = (name, variables, cancellation) => TemplateHosts.Parameter(new() { Root = RepositoryRoot.Anywhere, WorkingDirectory = "/" }, name, variables, cancellation), Environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{port}", ["AWS_ACCESS_KEY_ID"] = "testing", ["AWS_SECRET_ACCESS_KEY"] = "testing", ["AWS_REGION"] = "us-east-2",
        } };
        var sources = new Dictionary<string, TemplateDatasource> { ["p"] = new("aws+smp:///plat/ue2/vpc/id") };
        Assert.Equal("vpc-1", TemplateEngine.Render("{{(datasource \"p\").Value}}", NullNode.Instance,
            new TemplateOptions { Host = host, Datasources = sources }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ReadsVault()
    {
        using var vault = new LocalWeb(AnswerAsync);
        var address = vault.Address.GetLeftPart(UriPartial.Authority);
        var catalog = Catalog($$$"""{"v":{"type":"vault","options":{"address":"{{{address}}}","mount":"kv","token":"t0k"} },"w":{"type":"vault","options":{"address":"{{{address}}}","mount":"kv","token":"no"} } }""");
        Assert.Equal(new StringNode("found"), catalog.Get("v", "dev", "vpc", "id", TestContext.Current.CancellationToken));
        Assert.Equal(JsonReader.Read("{\"user\": \"ann\"}"), catalog.GetKey("v", "db", TestContext.Current.CancellationToken));
        Assert.Null(catalog.GetKey("v", "missing", TestContext.Current.CancellationToken));
        catalog.Set("v", "dev", "vpc", "new", new StringNode("kept"), TestContext.Current.CancellationToken);
        Assert.Equal("""POST /v1/kv/data/dev/vpc/new {"data":{"value":"kept"}}""", written);
        Assert.Contains("403 permission denied", Assert.Throws<StacksInvalidException>(() => catalog.Set("w", "dev", "vpc", "new", NullNode.Instance, TestContext.Current.CancellationToken)).Message);
        Assert.Contains("403 permission denied", Assert.Throws<StacksInvalidException>(() => catalog.GetKey("w", "db", TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void ReadsFiles()
    {
        Directory.CreateDirectory(Path.Join(folder, "dev/vpc"));
        File.WriteAllText(Path.Join(folder, "dev/vpc/id.json"), "[1]");
        var catalog = Catalog($$$"""{"f":{"type":"file","options":{"path":"{{{folder}}}"} } }""");
        Assert.Equal(JsonReader.Read("[1]"), catalog.Get("f", "dev", "vpc", "id", TestContext.Current.CancellationToken));
        WritesAndReads(catalog, "f");
        Assert.Equal("true\n", File.ReadAllText(Path.Join(folder, "plat-ue2/net/vpc/made")));
        Assert.Contains("lies outside", Assert.Throws<StacksInvalidException>(() => catalog.GetKey("f", "../../etc/passwd", TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void AServerThatIsNotThereIsNamed()
    {
        var catalog = Catalog($$$"""{"r":{"type":"redis","options":{"url":"redis://127.0.0.1:{{{FreePort.Next()}}}"} } }""");
        Assert.Contains("store 'r' at 127.0.0.1", Assert.Throws<StacksInvalidException>(() => catalog.GetKey("r", "x", TestContext.Current.CancellationToken)).Message);
    }

    private static StoreCatalog Catalog(string stores, params (string, string)[] environment) => new((MapNode)JsonReader.Read(stores),
        environment.ToDictionary(pair => pair.Item1, pair => pair.Item2), "/", RepositoryRoot.Anywhere);

    private static void WritesAndReads(StoreCatalog catalog, string store)
    {
        foreach (var text in (string[])["\"vpc-2\"", "[\"a\", {\"b\": 1}]", "true"])
        {
            var value = JsonReader.Read(text);
            catalog.Set(store, "plat-ue2", "net/vpc", "made", value, TestContext.Current.CancellationToken);
            Assert.Equal(value, catalog.Get(store, "plat-ue2", "net/vpc", "made", TestContext.Current.CancellationToken));
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var (status, body) = call.Request.Headers["Via"] != "1.1 gaia" ? (500, """{"errors":["asked as if for itself"]}""")
            : call.Request.Headers["X-Vault-Token"] != "t0k" ? (403, """{"errors":["permission denied"]}""")
            : call.Request.Url!.AbsolutePath switch
            {
                "/v1/kv/data/dev/vpc/id" => (200, """{"data":{"data":{"value":"found"}}}"""),
                "/v1/kv/data/db" => (200, """{"data":{"data":{"user":"ann"}}}"""),
                "/v1/kv/data/dev/vpc/new" => (200, Written(call.Request)),
                _ => (404, """{"errors":[]}"""),
            };
        call.Response.StatusCode = status;
        await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    private string Written(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        written = $"{request.HttpMethod} {request.Url!.AbsolutePath} {reader.ReadToEnd()}";
        return "{}";
    }

    private static async Task PutParameter(int port, string name, string value)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/");
        request.Content = new StringContent($$"""{"Name":"{{name}}","Value":"{{value}}","Type":"SecureString"}""", Encoding.UTF8);
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "AmazonSSM.PutParameter");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-2/ssm/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
