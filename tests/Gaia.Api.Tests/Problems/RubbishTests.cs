using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gaia.Contracts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Gaia.Api.Tests.Problems;

/// <summary>Nulls and NULs in every parameter of every operation, as docs/openapi.json and the server itself list them.</summary>
public sealed class RubbishTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    // One body for each operation that takes JSON, with everything that it may hold.
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["runs.queue"] = $$"""{"component":"c","stack":"s","operation":"plan","configurationDigest":"{{Digest}}","autoApprove":false,"planOnly":true,"arguments":["-refresh-only"],"message":"m","variables":[{"name":"n","value":"v"},{"file":"f.tfvars","content":"c"}]}""",
        ["runs.approve"] = $$"""{"planDigest":"{{Digest}}"}""",
        ["runs.discard"] = """{"reason":"r"}""",
        ["runs.cancel"] = """{"force":false}""",
        ["states.rollback"] = """{"version":1}""",
        ["holds.place"] = """{"stacks":"prod-*","reason":"case 7","component":"vpc"}""",
        ["tokens.create"] = """{"name":"two words","role":"viewer","stacks":["dev-*"],"expiresInDays":1}""",
        ["admin.init"] = """{"name":"two words","bootstrapSecret":"s"}""",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_with_a_body_is_asked()
    {
        var api = await shared.DevelopmentAsync();
        var taking = api.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } type } && type != typeof(Stream))
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
        Assert.Equal(Bodies.Keys.Order(StringComparer.Ordinal), taking.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nulls_and_NULs_in_a_body_are_told_by_field_and_never_a_fault()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        foreach (var operation in await OperationsAsync(client))
        {
            if (!Bodies.TryGetValue(operation.Name, out var body)) continue;
            foreach (var rubbish in (string[])["null", "[]", "\"\\u0000\"", "[null]", "{\"\\u0000\":1}"]) await AskAsync(client, operation, rubbish);
            foreach (var (mutated, isNul) in Mutations(body))
            {
                var problem = await AskAsync(client, operation, mutated);
                if (isNul) Assert.True(problem is { Status: 400, Errors.Count: > 0 }, $"{operation.Name} {mutated}: {problem}");
            }
        }
    }

    [Fact]
    public async Task NULs_in_path_and_query_are_refused()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var asked = 0;
        foreach (var operation in await OperationsAsync(client))
            foreach (var parameter in operation.Parameters.Where(parameter => parameter.In is "query"))
            {
                using var answer = await client.SendAsync(new(new(operation.Method), $"{operation.Path}?{parameter.Name}=a%00b"), Stop);
                var text = await answer.Content.ReadAsStringAsync(Stop);
                Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{operation.Name} {parameter.Name}: {answer.StatusCode} {text}");
                Assert.Contains(parameter.Name, JsonSerializer.Deserialize(text, ContractsJson.Default.ProblemResponse)!.Errors!.Keys);
                asked++;
            }
        Assert.True(asked > 40, $"{asked}");
    }

    private static async Task<ProblemResponse?> AskAsync(HttpClient client, Operation operation, string body)
    {
        using var request = new HttpRequestMessage(new(operation.Method), operation.Path) { Content = Answers.Json(body) };
        using var answer = await client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True((int)answer.StatusCode < 500, $"{operation.Name} {body}: {answer.StatusCode} {text}");
        if (answer.IsSuccessStatusCode) return null;
        Assert.True(answer.Content.Headers.ContentType?.MediaType is "application/problem+json", $"{operation.Name} {body}: {answer.StatusCode} {text}");
        var problem = JsonSerializer.Deserialize(text, ContractsJson.Default.ProblemResponse)!;
        Assert.False(string.IsNullOrEmpty(problem.Code));
        return problem;
    }

    /// <summary>Each value of the body in turn replaced by null and, a text, by one with NUL.</summary>
    private static IEnumerable<(string Body, bool IsNul)> Mutations(string body)
    {
        foreach (var path in Paths(JsonNode.Parse(body)!).Where(path => path.Count > 0))
            foreach (var nul in (bool[])[false, true])
            {
                var copy = JsonNode.Parse(body)!;
                var parent = path.SkipLast(1).Aggregate(copy, (node, step) => step is int i ? node[i]! : node[(string)step]!);
                JsonNode? value = nul ? JsonValue.Create("a\0b") : null;
                if (path[^1] is int at) parent[at] = value;
                else parent[(string)path[^1]] = value;
                yield return (copy.ToJsonString(), nul);
            }
    }

    private static IEnumerable<IReadOnlyList<object>> Paths(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Paths(pair.Value).Select(rest => (IReadOnlyList<object>)[pair.Key, .. rest])).Prepend([]),
        JsonArray list => list.SelectMany((item, i) => Paths(item).Select(rest => (IReadOnlyList<object>)[i, .. rest])).Prepend([]),
        _ => [[]],
    };

    private static async Task<IReadOnlyList<Operation>> OperationsAsync(HttpClient client)
    {
        using var document = JsonDocument.Parse(await client.GetStringAsync(Routes.OpenApi, Stop));
        return [.. from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Value.ValueKind is JsonValueKind.Object && operation.Value.TryGetProperty("operationId", out _) && operation.Name is not "x-methods"
            select new Operation(operation.Value.GetProperty("operationId").GetString()!, operation.Name.ToUpperInvariant(), Filled(path.Name),
                [.. operation.Value.TryGetProperty("parameters", out var parameters)
                    ? parameters.EnumerateArray().Select(parameter => new Parameter(parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!))
                    : []])];
    }

    private static string Filled(string path) => path.Replace("{digest}", Digest).Replace("{stack}", "s").Replace("{component}", "c").Replace("{version}", "1")
        .Replace("backend/{id}", $"backend/{new string('0', 32)}").Replace("{id}", $"{Guid.Empty}");

    private sealed record Operation(string Name, string Method, string Path, IReadOnlyList<Parameter> Parameters);

    private sealed record Parameter(string Name, string In);
}
