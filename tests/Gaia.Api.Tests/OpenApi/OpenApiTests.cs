using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gaia.Api.Tests.OpenApi;

public sealed class OpenApiTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Run with GAIA_APPROVE=1 to write what the API says now over docs/openapi.json, and look at the difference.</summary>
    [Fact]
    public async Task The_document_is_the_one_that_is_checked_in()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var document = (await client.GetStringAsync("/openapi/v1.json", Stop)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = Approved();
        if (Environment.GetEnvironmentVariable("GAIA_APPROVE") is "1") await File.WriteAllTextAsync(approved, document, Stop);

        Assert.Equal(await File.ReadAllTextAsync(approved, Stop), document);
    }

    [Fact]
    public async Task Every_call_says_what_it_needs_and_how_it_refuses()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Stop));

        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString());
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name)).Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();
        Assert.All(operations, operation =>
        {
            Assert.True(operation.Value.TryGetProperty("operationId", out _), operation.Name);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("default", out _), operation.Name);
            if (operation.Name is not "post /v1/admin/init") Assert.True(operation.Value.TryGetProperty("security", out _), operation.Name);
        });
    }

    [Fact]
    public async Task The_page_asks_no_other_host()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();

        var page = await client.GetStringAsync("/docs", Stop);

        Assert.Contains("openapi/v1.json", page);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/docs/scalar.js", Stop)).StatusCode);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        Assert.DoesNotContain("cdn", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_backends_own_methods_are_described_beside_the_others()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Stop));
        var backend = document.RootElement.GetProperty("paths").GetProperty("/v1/states/{stack}/{component}/backend/{id}");
        Assert.Equal(["LOCK", "UNLOCK"], backend.GetProperty("x-methods").EnumerateObject().Select(method => method.Name));
        Assert.Contains("LOCK and UNLOCK", backend.GetProperty("description").GetString());
        Assert.Equal(["get", "post", "delete"], backend.EnumerateObject().Select(member => member.Name).Where(Methods.Contains));
        Assert.All(backend.GetProperty("get").GetProperty("parameters").EnumerateArray(), parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
    }

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private static string Approved([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/openapi.json"));
}
