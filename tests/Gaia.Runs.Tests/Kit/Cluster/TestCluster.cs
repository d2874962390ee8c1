using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Gaia.Runs.Terraform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Gaia.Runs.Tests.Kit.Cluster;

/// <summary>
/// An API server with a node, as far as runs use one: Jobs make pods, and a pod is a real first process in namespaces of its own, in which exec
/// really runs what it is asked. A test says what goes wrong.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Namespace = "gaia-runs";
    private readonly WebApplication server;
    private readonly string folder;
    private readonly ConcurrentDictionary<string, JsonObject> jobs = new();
    private readonly ConcurrentDictionary<string, TestPod> pods = new();
    private int numbers, unanswered;

    private TestCluster(WebApplication server, string folder) => (this.server, this.folder) = (server, folder);

    public string Kubeconfig => Path.Combine(folder, "kubeconfig");

    /// <summary>All that whoever may read Jobs, pods and the server's audit log ever saw.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public IEnumerable<TestPod> Pods => pods.Values;

    public int Jobs => jobs.Count;

    public int Execs { get; private set; }

    /// <summary>Verbs and resources that nobody is allowed, such as <c>create pods/exec</c>.</summary>
    public HashSet<string> Denied { get; } = [];

    public bool HasNetworkPolicy { get; set; } = true;

    /// <summary>Why no Job is made; null: it is made.</summary>
    public string? Refusal { get; set; }

    /// <summary>The next Job is made, but its answer never arrives.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>The status of pods that never run; null: they run.</summary>
    public JsonObject? Stuck { get; set; }

    /// <summary>What the Job's controller says instead of making a pod.</summary>
    public string? FailedCreate { get; set; }

    /// <summary>The API server answers nobody; pods go on.</summary>
    public volatile bool IsAway;

    /// <summary>Requests that found nobody.</summary>
    public int Unanswered => unanswered;

    /// <summary>So often it says that the worker may not look at a pod.</summary>
    public int RefusesPods { get; set; }

    /// <summary>Called when a Job is gone, before its pods are.</summary>
    public Func<Task>? OnJobDeleted { get; set; }

    /// <summary>Decides about the bytes that an exec answers on its way; null cuts the connection.</summary>
    public Func<ExecAnswer, byte[], byte[]?>? OnTheWay { get; set; }

    public static async Task<TestCluster> StartAsync()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("A pod of the tests is made of namespaces by unshare, as root.");
        var folder = Directory.CreateTempSubdirectory("gaia-cluster-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var cluster = new TestCluster(server, folder);
        server.Use(async (context, next) =>
        {
            if (!cluster.IsAway)
            {
                await next();
                return;
            }
            Interlocked.Increment(ref cluster.unanswered);
            context.Abort();
        });
        server.UseWebSockets();
        cluster.Map(server);
        await server.StartAsync();
        File.WriteAllText(cluster.Kubeconfig,
            $$"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters: [{name: test, cluster: {server: "{{server.Urls.Single()}}" } }]
            users: [{name: test, user: {token: of-the-worker} }]
            contexts: [{name: test, context: {cluster: test, user: test} }]
            """);
        return cluster;
    }

    public Dictionary<string, string?> Settings => new()
    {
        ["Gaia:Isolation"] = "kubernetes", ["Gaia:RunPods:Kubeconfig"] = Kubeconfig, ["Gaia:RunPods:StartLimit"] = "00:00:20", ["Gaia:RunPods:LostLimit"] = "00:00:05",
    };

    /// <summary>Makes an empty file in the tree of the run's pod.</summary>
    public void Write(WorkDirectory work, string name) =>
        File.WriteAllText(Path.Combine(pods.Values.Single(pod => pod.Root == work.Root).Folder, "tree", name), "");

    /// <summary>As the kubelet does on a node without memory: what runs there is killed, and the pod says why.</summary>
    public static void Evict(TestPod pod) => pod.Fail("Evicted", "The node was low on resource: memory.");

    /// <summary>As if its node had been removed.</summary>
    public void Vanish(TestPod pod)
    {
        pods.TryRemove(pod.Name, out _);
        pod.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in pods.Values) pod.Kill();
        await server.StopAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        const string batch = $"/apis/batch/v1/namespaces/{Namespace}/jobs", core = $"/api/v1/namespaces/{Namespace}";
        routes.MapPost("/apis/batch/v1/namespaces/{other}/jobs", CreateAsync);
        routes.MapGet(batch, (HttpRequest request) => Items(jobs.Values.Where(job => Fits(job, request))));
        routes.MapGet(batch + "/{name}", (string name) => jobs.TryGetValue(name, out var job) ? Json(job) : Missing("jobs.batch", name));
        routes.MapDelete(batch + "/{name}", DeleteJobAsync);
        routes.MapGet(core + "/pods", (HttpRequest request) => Items(pods.Values.Select(pod => pod.Object()).Where(pod => Fits(pod, request))));
        routes.MapGet(core + "/pods/{name}", (string name) => RefusesPods-- > 0 ? Refused(403, $"pods \"{name}\" is forbidden") : pods.TryGetValue(name, out var pod) ? Json(pod.Object()) : Missing("pods", name));
        routes.MapDelete(core + "/pods/{name}", DeletePodAsync);
        routes.Map(core + "/pods/{name}/exec", ExecAsync);
        routes.MapGet(core + "/events", () => Items(FailedCreate is null ? [] : [new JsonObject { ["type"] = "Warning", ["reason"] = "FailedCreate", ["message"] = FailedCreate, ["metadata"] = new JsonObject(), ["involvedObject"] = new JsonObject() }]));
        routes.MapGet($"/apis/networking.k8s.io/v1/namespaces/{Namespace}/networkpolicies", () => Items(HasNetworkPolicy ? [new JsonObject { ["metadata"] = new JsonObject { ["name"] = "runs" } }] : []));
        routes.MapPost("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", ReviewAsync);
    }

    private async Task<IResult> CreateAsync(HttpRequest request, string other)
    {
        var job = await ReadAsync(request);
        if (other != Namespace) return Missing("namespaces", other);
        if (Refusal is not null) return Refused(403, Refusal);
        if (request.Query["dryRun"] == "All") return Json(job, 201);
        var (metadata, name) = (job["metadata"]!.AsObject(), (string)job["metadata"]!["name"]!);
        metadata["uid"] = $"{Guid.NewGuid()}";
        metadata["creationTimestamp"] = $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";
        if (!jobs.TryAdd(name, job)) return Refused(409, $"jobs.batch \"{name}\" already exists");
        if (FailedCreate is null)
        {
            var pod = await TestPod.StartAsync($"{name}-{Interlocked.Increment(ref numbers)}", job, Path.Combine(folder, $"pod-{numbers}"), Stuck);
            pods[pod.Name] = pod;
        }
        if (!LosesAnswer) return Json(job, 201);
        LosesAnswer = false;
        request.HttpContext.Abort();
        return Results.Empty;
    }

    private async Task<IResult> DeleteJobAsync(HttpRequest request, string name)
    {
        var wanted = (await ReadAsync(request))["preconditions"]?["uid"];
        if (!jobs.TryGetValue(name, out var job)) return Missing("jobs.batch", name);
        if (wanted is not null && (string?)wanted != (string?)job["metadata"]!["uid"]) return Refused(409, "the UID in the precondition does not match");
        jobs.TryRemove(name, out _);
        if (OnJobDeleted is { } act) await act();
        // As the garbage collector does, in the background.
        foreach (var pod in pods.Values.Where(pod => pod.Name.StartsWith($"{name}-", StringComparison.Ordinal))) End(pod, grace: null);
        return Json(job);
    }

    private async Task<IResult> DeletePodAsync(HttpRequest request, string name)
    {
        var options = await ReadAsync(request);
        if (!pods.TryGetValue(name, out var pod)) return Missing("pods", name);
        if (options["preconditions"]?["uid"] is { } uid && (string?)uid != pod.Uid) return Refused(409, "the UID in the precondition does not match");
        End(pod, options["gracePeriodSeconds"] is { } grace ? (long)grace : null);
        return Json(pod.Object());
    }

    private void End(TestPod pod, long? grace) => _ = Task.Run(async () =>
    {
        await pod.TerminateAsync(grace);
        pods.TryRemove(pod.Name, out _);
    });

    private async Task<IResult> ReviewAsync(HttpRequest request)
    {
        var review = await ReadAsync(request);
        var asked = review["spec"]!["resourceAttributes"]!;
        var part = asked["subresource"] is { } name ? $"/{name}" : "";
        review["status"] = new JsonObject { ["allowed"] = !Denied.Contains($"{asked["verb"]} {asked["resource"]}{part}") };
        return Json(review, 201);
    }

    private async Task ExecAsync(HttpContext context, string name)
    {
        string[] command = [.. context.Request.Query["command"].Select(word => word!)];
        Seen.Enqueue(string.Join('\n', command));
        Execs++;
        if (!pods.TryGetValue(name, out var pod) || !pod.IsRunning)
        {
            await Refused(404, $"pods \"{name}\" not found").ExecuteAsync(context);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync("v4.channel.k8s.io");
        await new TestExec(socket, context, (answer, bytes) => OnTheWay is { } way ? way(answer, bytes) : bytes).RunAsync(pod.Start(command), command, $"{context.Request.Query["stdin"]}" is "1" or "true");
    }

    private async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        if (request.Method == "POST") Seen.Enqueue(text);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    // label=value,label=value
    private static bool Fits(JsonObject thing, HttpRequest request) => $"{request.Query["labelSelector"]}".Split(',', StringSplitOptions.RemoveEmptyEntries)
        .All(pair => pair.Split('=') is [var name, var value] && (string?)thing["metadata"]!["labels"]?[name] == value);

    private static IResult Items(IEnumerable<JsonObject> items) => Json(new JsonObject { ["metadata"] = new JsonObject(), ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]) });

    private static IResult Json(JsonObject thing, int status = 200) => Results.Text(thing.ToJsonString(), "application/json", statusCode: status);

    private static IResult Missing(string kind, string name) => Refused(404, $"{kind} \"{name}\" not found");

    private static IResult Refused(int status, string message) =>
        Json(new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["message"] = message, ["code"] = status }, status);
}
