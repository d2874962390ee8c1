using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gaia.Access.Tokens;
using Gaia.Api.Tests;
using Gaia.Api.Tests.Security;
using Gaia.Contracts;

namespace Gaia.Security.Tests.Access;

/// <summary>A server outside of Development with two stacks that have a run, a locked state and a token each.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public static readonly string[] Stacks = ["dev", "prod"];

    private readonly Dictionary<string, (Guid Run, Guid Token)> things = [];
    private readonly TestIssuer issuer;
    private HttpClient root = null!;
    private int names;

    private Stage(GaiaApi api, TestIssuer issuer, DemoConfiguration configuration) => (Api, this.issuer, Configuration) = (api, issuer, configuration);

    public GaiaApi Api { get; }

    public DemoConfiguration Configuration { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Stage> StartAsync(ApiPostgres postgres)
    {
        var issuer = await TestIssuer.StartAsync();
        var api = await GaiaApi.StartAsync(postgres, "Production", new()
        {
            ["Gaia:Oidc:Authority"] = issuer.Authority,
            ["Gaia:Oidc:Audience"] = "gaia",
            ["Gaia:Oidc:Rules:0:Claim"] = "sub",
            ["Gaia:Oidc:Rules:0:Value"] = "elsewhere",
            ["Gaia:Oidc:Rules:0:Role"] = "Admin",
            ["Gaia:Oidc:Rules:0:Stacks:0"] = "qa-*",
        });
        var stage = new Stage(api, issuer, DemoConfiguration.Of());
        await stage.SetAsync();
        return stage;
    }

    public string Identity(string stack) => $"local:{stack}/hello";

    public string Oidc() => issuer.Token("elsewhere");

    public async Task<(string Secret, Guid Id)> TokenAsync(Role role, params string[] stacks)
    {
        var created = await Api.Get<CreateToken>().RunAsync(new($"{role}-{Guid.NewGuid():N}"[..24], Enum.Parse<Gaia.Access.Role>($"{role}"), stacks), Gaia.Access.Caller.Development, Stop);
        return (created.Secret.Value, created.Token.Id.Value);
    }

    public async Task RevokeAsync(Guid token) => (await root.DeleteAsync(Routes.Token(token), Stop)).EnsureSuccessStatusCode();

    /// <summary>The call of a right on a stack, with what is asked for filled in.</summary>
    public HttpRequestMessage Request(Right right, string stack, string? body = null)
    {
        var (method, template) = (right.Call.Split(' ')[0], right.Call.Split(' ')[1].TrimEnd('/'));
        var path = template.Replace("{digest}", Configuration.Digest).Replace("{stack}", stack).Replace("{component}", "hello").Replace("{other}", stack).Replace("{version:long}", "1")
            .Replace("backend/{id}", $"backend/{StateKey.Of(Identity(stack))}")
            .Replace("{id:guid}", $"{(template.Contains("tokens", StringComparison.Ordinal) ? things[stack].Token : things[stack].Run)}");
        var request = new HttpRequestMessage(new(method), $"{(path.Length == 0 ? "/" : path)}{(right.Query is { } query ? $"?{Filled(query, stack)}" : "")}");
        if (method is "PUT") request.Content = new ByteArrayContent(Configuration.Archive) { Headers = { ContentType = new("application/gzip") } };
        else if (right.Body is { } wanted) request.Content = new StringContent(body ?? Filled(wanted, stack), new MediaTypeHeaderValue("application/json", "utf-8"));
        return request;
    }

    /// <summary>All that calls could change, but for the audit of reading and when a token was last used.</summary>
    public Task<string> ContentsAsync() => Api.Postgres.ScalarAsync<string>(
        """
        SELECT concat_ws(' ', (SELECT count(*) FROM runs.runs), (SELECT sum(version) FROM runs.runs), (SELECT count(*) FROM runs.configurations),
            (SELECT count(*) FROM runs.states WHERE current IS NOT NULL), (SELECT count(*) FROM runs.state_versions), (SELECT string_agg(lock_id, ',' ORDER BY state_id) FROM runs.state_locks),
            (SELECT count(*) FROM access.tokens), (SELECT count(revoked_at) FROM access.tokens), (SELECT count(*) FROM audit.entries),
            (SELECT count(*) FROM runs.events), (SELECT count(*) FROM api.idempotency), (SELECT count(*) FROM runs.locks WHERE run_id IS NOT NULL))
        """, Stop);

    public async ValueTask DisposeAsync()
    {
        root.Dispose();
        await Api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private async Task SetAsync()
    {
        root = await Api.ClientAsync(Role.Admin);
        await Configuration.UploadAsync(root);
        foreach (var stack in Stacks)
        {
            using var queued = await root.PostAsJsonAsync(Routes.Runs, new { component = "hello", stack, operation = "plan", configurationDigest = Configuration.Digest }, Stop);
            var run = (await queued.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!.Id;
            (await root.PostAsJsonAsync(Routes.CancelRun(run), new { }, Stop)).EnsureSuccessStatusCode();
            var backend = Routes.StateBackend(stack, "hello", StateKey.Of(Identity(stack)));
            (await root.PostAsync($"{backend}?identity={Identity(stack)}", Text(State(stack)), Stop)).EnsureSuccessStatusCode();
            (await root.SendAsync(new(new("LOCK"), backend) { Content = Text("""{"ID":"held","Who":"root@laptop"}""") }, Stop)).EnsureSuccessStatusCode();
            var token = (await TokenAsync(Role.Viewer, stack)).Id;
            await RevokeAsync(token);
            things[stack] = (run, token);
        }
    }

    private string Filled(string text, string stack) => text.Replace("\"S\"", $"\"{stack}\"").Replace("=S", $"={stack}").Replace("\"D\"", $"\"{Configuration.Digest}\"")
        .Replace("=D", $"={Configuration.Digest}").Replace("=I", $"={Identity(stack)}").Replace("\"N\"", $"\"n{Interlocked.Increment(ref names)}\"").Replace("STATE", State(stack, serial: 2));

    private static string State(string stack, int serial = 1) =>
        JsonSerializer.Serialize(new { version = 4, serial, lineage = stack, outputs = new { }, resources = Array.Empty<object>() });

    private static StringContent Text(string json) => new(json, Encoding.UTF8, "application/json");
}
