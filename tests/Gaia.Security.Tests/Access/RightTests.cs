using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gaia.Api.Tests;
using Gaia.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Gaia.Security.Tests.Access;

/// <summary>Every operation that the server has, asked by everybody, on a stack of their own and on a foreign one.</summary>
public sealed class RightTests(ApiPostgres postgres)
{
    private static readonly Role[] Roles = [Role.Viewer, Role.Planner, Role.Operator, Role.Approver, Role.Admin];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_has_every_operation()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        var operations = api.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is "/" || endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => Name(method, endpoint.RoutePattern.RawText!)));
        Assert.Equal(operations.Distinct().Order(StringComparer.Ordinal), Rights.All.Select(right => Name(right.Call.Split(' ')[0], right.Call.Split(' ')[1])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everybody_gets_what_their_role_and_stacks_say_and_a_refusal_changes_nothing()
    {
        await using var stage = await Stage.StartAsync(postgres);
        var wrong = new List<string>();
        foreach (var caller in await CallersAsync(stage))
            foreach (var right in Rights.All)
                foreach (var stack in Stage.Stacks)
                {
                    var expected = caller.Expected(right, stack);
                    var before = expected >= 400 ? await stage.ContentsAsync() : "";
                    var (status, text) = await AskAsync(stage, caller, stage.Request(right, stack));
                    if (status != expected) wrong.Add($"{caller.Name} {right} in {stack}: expected {expected}, got {status} {text}");
                    else if (expected >= 400 && await stage.ContentsAsync() is var after && after != before) wrong.Add($"{caller.Name} {right} in {stack}: {before} -> {after}");
                }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Who_lacks_the_role_is_told_so_before_anything_is_read()
    {
        await using var stage = await Stage.StartAsync(postgres);
        var wrong = new List<string>();
        foreach (var caller in await CallersAsync(stage))
            foreach (var right in Rights.All.Where(right => right.Body is not null))
            {
                // Denied in the caller's own stack: by the role, then, and not by what the body names.
                var expected = caller.Expected(right, "dev");
                if (expected is not (401 or 403) || right.Call.Contains("/admin/init", StringComparison.Ordinal) || caller.Name is "qa-admin" or "oidc") continue;
                foreach (var rubbish in (string[])["", "null", "{", "\u0000", "{\"nonsense\":1}", new string('[', 2000)])
                {
                    using var request = stage.Request(right, "dev", rubbish);
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", "no key at all");
                    var (status, text) = await AskAsync(stage, caller, request);
                    if (status != expected) wrong.Add($"{caller.Name} {right} {rubbish[..Math.Min(20, rubbish.Length)]}: expected {expected}, got {status} {text}");
                }
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_foreign_answers_as_what_is_not_there()
    {
        await using var stage = await Stage.StartAsync(postgres);
        var (secret, _) = await stage.TokenAsync(Role.Admin, "dev");
        var caller = new Caller("dev-admin", "Bearer", secret, (_, _) => 0);
        foreach (var right in Rights.All.Where(right => right.Call.Contains("{id:guid}", StringComparison.Ordinal) && !right.Call.Contains("/admin/", StringComparison.Ordinal)))
        {
            using var request = stage.Request(right, "prod");
            var real = request.RequestUri!.OriginalString.Split('/')[3];
            var made = $"{Guid.CreateVersion7()}";
            using var other = stage.Request(right, "prod");
            other.RequestUri = new(request.RequestUri.OriginalString.Replace(real, made, StringComparison.Ordinal), UriKind.Relative);
            Assert.Equal(await WordsAsync(stage, caller, other, made), await WordsAsync(stage, caller, request, real));
        }
        foreach (var right in Rights.All.Where(right => right.Call.Contains("/v1/states/{stack}", StringComparison.Ordinal)))
        {
            using var request = stage.Request(right, "prod");
            using var other = stage.Request(right, "prod");
            other.RequestUri = new(request.RequestUri!.OriginalString.Replace("/prod/hello", "/prod/nothing", StringComparison.Ordinal), UriKind.Relative);
            Assert.Equal(await WordsAsync(stage, caller, other, "nothing"), await WordsAsync(stage, caller, request, "hello"));
        }
    }

    // Another stack's state by its id, under a path in reach: refused without telling whose it is.
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("LOCK")]
    [InlineData("UNLOCK")]
    public async Task A_foreign_state_is_not_reached_through_a_path_in_reach(string method)
    {
        await using var stage = await Stage.StartAsync(postgres);
        var (secret, _) = await stage.TokenAsync(Role.Admin, "dev");
        var before = await stage.ContentsAsync();
        using var request = new HttpRequestMessage(new(method), Routes.StateBackend("dev", "hello", StateKey.Of(stage.Identity("prod"))))
        {
            Content = new StringContent("""{"version":4,"serial":9,"lineage":"prod","ID":"x"}""", Encoding.UTF8, "application/json"),
        };
        var (status, text) = await AskAsync(stage, new("dev-admin", "Bearer", secret, (_, _) => 0), request);
        Assert.Equal(403, status);
        Assert.DoesNotContain("prod", text, StringComparison.Ordinal);
        Assert.Equal(before, await stage.ContentsAsync());
    }

    private static async Task<string> WordsAsync(Stage stage, Caller caller, HttpRequestMessage request, string name)
    {
        var (status, text) = await AskAsync(stage, caller, request);
        if (!text.StartsWith('{')) return $"{status} {text}";
        var problem = JsonSerializer.Deserialize(text, ContractsJson.Default.ProblemResponse)!;
        return $"{status} {problem.Code} {problem.Detail}".Replace(name, "NAME", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Caller>> CallersAsync(Stage stage)
    {
        var (revoked, id) = await stage.TokenAsync(Role.Admin);
        await stage.RevokeAsync(id);
        var (expired, late) = await stage.TokenAsync(Role.Admin);
        await stage.Api.Postgres.ExecuteAsync($"UPDATE access.tokens SET created_at = '2026-01-01', expires_at = '2026-01-02' WHERE id = '{late}'", Stop);
        List<Caller> callers =
        [
            new("nobody", null, null, Nobody),
            new("garbage", "Bearer", "gaia_" + new string('A', 43), Nobody),
            new("revoked", "Bearer", revoked, Nobody),
            new("expired", "Bearer", expired, Nobody),
            new("run", "Bearer", "gaiarun_" + new string('A', 43), Nobody),
            new("qa-admin", "Bearer", (await stage.TokenAsync(Role.Admin, "qa-*")).Secret, (right, _) => right.Foreign[^1]),
            new("oidc", "Bearer", stage.Oidc(), (right, _) => right.Foreign[^1]),
        ];
        foreach (var (i, role) in Roles.Index())
            callers.Add(new($"{role}", "Bearer", (await stage.TokenAsync(role, "dev")).Secret, (right, stack) => stack == "dev" ? right.Own[i] : right.Foreign[i]));
        return callers;
    }

    private static int Nobody(Right right, string stack) => right.Anonymous;

    private static async Task<(int Status, string Text)> AskAsync(Stage stage, Caller caller, HttpRequestMessage request)
    {
        using var client = stage.Api.CreateClient();
        if (caller.Scheme is { } scheme) request.Headers.Authorization = new AuthenticationHeaderValue(scheme, caller.Secret);
        using var answer = await client.SendAsync(request, Stop);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static string Name(string method, string route) => $"{method} {route.TrimEnd('/')}";

    private sealed record Caller(string Name, string? Scheme, string? Secret, Func<Right, string, int> Expected);
}
