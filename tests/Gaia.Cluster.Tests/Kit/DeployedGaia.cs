using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CliWrap.Buffered;

namespace Gaia.Cluster.Tests.Kit;

/// <summary>Gaia as its published overlay deploys it, once for all tests: in its namespace, on volumes, behind its Service. At the end all of it is deleted.</summary>
public sealed class DeployedGaia : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-overlay-").FullName;
    private readonly string bootstrapSecret = RandomNumberGenerator.GetHexString(40);
    private NodeVolumes volumes = null!;

    internal Overlay Overlay { get; private set; } = null!;

    /// <summary>What was applied last, as the server here knows it.</summary>
    internal IReadOnlyList<JsonObject> Objects { get; private set; } = [];

    internal OldServer Server { get; private set; } = null!;

    internal IReadOnlyCollection<string> LeftOut => Server.LeftOut;

    internal string Namespace => (string)Objects.Single(item => (string)item["kind"]! == "Deployment" && (string)item["metadata"]!["name"]! == "api")["metadata"]!["namespace"]!;

    /// <summary>In which its worker makes Jobs.</summary>
    internal string RunNamespace => (string)Objects.Single(item => (string)item["kind"]! == "Role")["metadata"]!["namespace"]!;

    /// <summary>The Service of the API, as pods and this machine reach it.</summary>
    internal Uri Url { get; private set; } = null!;

    /// <summary>Of the first administrator.</summary>
    internal string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!Kubectl.HasCluster) return;
        volumes = new(Path.Combine(folder, "volumes"));
        await Kubectl.RunAsync("label", "node", "--all", "--overwrite", "topology.kubernetes.io/zone=zone-a");
        Server = await OldServer.AskAsync();
        Overlay = await Overlay.PrepareAsync(folder, bootstrapSecret);
        await DeployAsync("one", volumes.MakeAsync);
        var service = (await Kubectl.GetAsync("-n", Namespace, "service", "api"))["spec"]!;
        Url = new Uri($"http://{service["clusterIP"]}:{service["ports"]![0]!["port"]}/");
        Token = (await MustAsync("admin", "init")).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (Objects.Count > 0)
        {
            await Kubectl.RunAsync("delete", "namespace", Namespace, RunNamespace, "--timeout=120s");
            Assert.DoesNotContain(await Kubectl.ItemsAsync("namespaces"), item => (string?)item["metadata"]!["name"] == Namespace || (string?)item["metadata"]!["name"] == RunNamespace);
            await volumes.DeleteAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>As docs/production.md says: what has to be there first, the Jobs to their end, then all; until every probe answers.</summary>
    /// <param name="tag">Of Gaia's images.</param>
    /// <param name="before">What the cluster has to be given for these objects.</param>
    internal async Task DeployAsync(string tag, Func<IEnumerable<JsonObject>, Task>? before = null)
    {
        Objects = Server.Translate(await Overlay.GenerateAsync(tag));
        if (before is not null) await before(Objects);
        await Kubectl.ApplyAsync(Objects, "-l", "gaia.dev/phase!=app");
        foreach (var job in Named("Job")) await WaitAsync("wait", "--for=condition=complete", $"job/{job}", "--timeout=180s");
        await Kubectl.ApplyAsync(Objects);
        await UntilAvailableAsync();
    }

    internal async Task UntilAvailableAsync()
    {
        foreach (var name in Named("StatefulSet")) await WaitAsync("rollout", "status", $"statefulset/{name}", "--timeout=180s");
        foreach (var name in Named("Deployment")) await WaitAsync("rollout", "status", $"deployment/{name}", "--timeout=180s");
        // A Deployment of an autoscaler begins with one pod.
        foreach (var scaler in Objects.Where(item => (string)item["kind"]! == "HorizontalPodAutoscaler"))
        {
            var (name, least) = ((string)scaler["spec"]!["scaleTargetRef"]!["name"]!, (int)scaler["spec"]!["minReplicas"]!);
            await Until.TrueAsync(async () => (int?)(await Kubectl.GetAsync("-n", Namespace, "deployment", name))["status"]!["availableReplicas"] >= least, $"{least} pods of {name}", seconds: 60);
        }
    }

    /// <summary>Names of the workload's pods that are not ending.</summary>
    internal async Task<IReadOnlyList<string>> PodsAsync(string workload) =>
    [
        .. (await Kubectl.ItemsAsync("-n", Namespace, "pods", "-l", $"app.kubernetes.io/name={workload}"))
            .Where(pod => pod["metadata"]!["deletionTimestamp"] is null)
            .Select(pod => (string)pod["metadata"]!["name"]!),
    ];

    /// <summary>The built command, from a home of its own.</summary>
    internal Task<BufferedCommandResult> CommandAsync(params string[] arguments) => CommandOfAsync(Token, arguments);

    internal async Task<BufferedCommandResult> CommandOfAsync(string token, params string[] arguments) => await Command.TryAsync(SourceTree.Gaia, arguments, variables: new Dictionary<string, string?>
    {
        ["GAIA_URL"] = Url.ToString(), ["GAIA_TOKEN"] = token.Length > 0 ? token : null, ["GAIA_BOOTSTRAP_SECRET"] = bootstrapSecret,
        ["HOME"] = folder, ["XDG_CONFIG_HOME"] = folder, ["XDG_CACHE_HOME"] = folder, ["NO_COLOR"] = "1",
    });

    internal Task<string> MustAsync(params string[] arguments) => MustOfAsync(Token, arguments);

    internal async Task<string> MustOfAsync(string token, params string[] arguments)
    {
        var ran = await CommandOfAsync(token, arguments);
        if (!ran.IsSuccess)
            Assert.Fail($"gaia {string.Join(' ', arguments)} ended with {ran.ExitCode}:\n{ran.StandardOutput}{ran.StandardError}\n{await SituationAsync()}");
        return ran.StandardOutput;
    }

    private IEnumerable<string> Named(string kind) => Objects.Where(item => (string)item["kind"]! == kind).Select(item => (string)item["metadata"]!["name"]!);

    private async Task WaitAsync(params string[] arguments)
    {
        var waited = await Command.TryAsync("kubectl", ["-n", Namespace, .. arguments]);
        if (!waited.IsSuccess) Assert.Fail($"kubectl {string.Join(' ', arguments)}: {waited.StandardError}\n{await SituationAsync()}");
    }

    private async Task<string> SituationAsync()
    {
        var pods = await Kubectl.RunAsync("-n", Namespace, "get", "pods", "-o", "wide");
        var events = await Kubectl.RunAsync("-n", Namespace, "get", "events", "--sort-by=.lastTimestamp");
        var logs = await Command.TryAsync("kubectl", ["-n", Namespace, "logs", "-l", "app.kubernetes.io/managed-by=gaia", "--tail=15", "--prefix", "--max-log-requests=20"]);
        var runs = await Kubectl.RunAsync("-n", RunNamespace, "get", "jobs,pods,events", "-o", "wide");
        return $"{pods}\n{runs}\n{string.Join('\n', events.Split('\n').TakeLast(30))}\n{logs.StandardOutput}{logs.StandardError}";
    }
}

[CollectionDefinition(Name)]
public sealed class DeployedGaiaCollection : ICollectionFixture<DeployedGaia>
{
    public const string Name = "deployed";
}
