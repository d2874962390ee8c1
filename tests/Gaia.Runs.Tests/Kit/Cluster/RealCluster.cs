using System.Text.Json.Nodes;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Tests.Kit.Cluster;

/// <summary>The one that scripts/test.sh --cluster has started, with what deploy/kubernetes/runs.yaml makes in it.</summary>
internal sealed class RealCluster
{
    private RealCluster(string host, string image, string kubeconfig) => (Host, Image, Kubeconfig) = (host, image, kubeconfig);

    /// <summary>This machine, as pods reach it.</summary>
    public string Host { get; }

    public string Image { get; }

    /// <summary>Of the worker's account, which has the rights of the Role and no others.</summary>
    public string Kubeconfig { get; }

    public (string, string)[] Settings => [("Gaia__Isolation", "kubernetes"), ("Gaia__RunPods__Kubeconfig", Kubeconfig), ("Gaia__RunPods__Image", Image)];

    public static async Task<RealCluster> FindAsync(string folder)
    {
        var host = Environment.GetEnvironmentVariable("GAIA_CLUSTER_HOST");
        var image = Environment.GetEnvironmentVariable("GAIA_CLUSTER_IMAGE");
        Assert.SkipUnless(host is not null && image is not null, "A cluster takes minutes: scripts/test.sh --cluster.");
        await KubectlAsync("apply", "-f", Path.Combine(SourceTree.Root, "deploy/kubernetes/runs.yaml"));
        if ((await TryAsync("get", "namespace", "gaia")).Code != 0) await KubectlAsync("create", "namespace", "gaia");
        if ((await TryAsync("-n", "gaia", "get", "serviceaccount", "gaia-worker")).Code != 0) await KubectlAsync("-n", "gaia", "create", "serviceaccount", "gaia-worker");
        var cluster = new RealCluster(host!, image!, Path.Combine(folder, "worker-kubeconfig"));
        await cluster.WriteKubeconfigAsync();
        return cluster;
    }

    public static async Task<string> KubectlAsync(params string[] arguments)
    {
        var (code, output, errors) = await TryAsync(arguments);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    public static Task<string> AllAsync(string kind) => KubectlAsync("-n", "gaia-runs", "get", kind, "-o", "json");

    /// <summary>Jobs and pods of a run.</summary>
    public static async Task<int> CountAsync(Run run) =>
        JsonNode.Parse(await KubectlAsync("-n", "gaia-runs", "get", "jobs,pods", "-l", $"gaia.dev/run={run.Id}", "-o", "json"))!["items"]!.AsArray().Count;

    private static Task<(int Code, string Output, string Errors)> TryAsync(params string[] arguments) => new ShortCommand("kubectl", arguments).RunAsync(CancellationToken.None);

    // A token for an account is a Secret of its own before 1.24; its controller takes a moment.
    private async Task WriteKubeconfigAsync()
    {
        var token = "";
        await Until.TrueAsync(async () =>
        {
            var secrets = JsonNode.Parse(await KubectlAsync("-n", "gaia", "get", "secrets", "-o", "json"))!["items"]!.AsArray();
            var found = secrets.FirstOrDefault(secret => (string?)secret!["metadata"]!["annotations"]?["kubernetes.io/service-account.name"] == "gaia-worker");
            token = found?["data"]?["token"] is { } text ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)text!)) : "";
            return token.Length > 0;
        }, "a token of the worker's account");
        var admin = JsonNode.Parse(await KubectlAsync("config", "view", "--raw", "-o", "json"))!;
        admin["users"] = new JsonArray(new JsonObject { ["name"] = "worker", ["user"] = new JsonObject { ["token"] = token } });
        admin["contexts"]![0]!["context"]!["user"] = "worker";
        await File.WriteAllTextAsync(Kubeconfig, admin.ToJsonString());
    }
}
