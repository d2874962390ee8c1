using System.Net;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Tests.Model;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>Runs of Gaia's worker as Jobs of their own.</summary>
public sealed class RunPodTests
{
    private const string Gaia = """
        {"api": {"type": "container.v0", "image": "gaia-api:1", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080}}},
         "store": {"type": "container.v0", "image": "postgres:18", "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432}}},
         "worker": {"type": "container.v0", "image": "ghcr.io/acme/gaia-worker:1", "env": {"Gaia__Url": "{api.bindings.http.url}", "STORE": "{store.bindings.tcp.host}"},
          "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080}}}}
        """;

    private static readonly EnvironmentSettings InJobs = With("worker", new() { RunPods = new() { AccountAnnotations = new Dictionary<string, string> { ["eks.amazonaws.com/role-arn"] = "arn:runs" } } });

    [Fact]
    public void The_worker_is_told_where_they_are_and_what_their_image_is()
    {
        var model = Build(Gaia, InJobs with { ImagePullSecrets = ["regcred"] });
        Assert.Equal(("kubernetes", "shop-runs", "shop-run", "ghcr.io/acme/gaia-worker:1", "regcred"), (
            model.Env("worker", "Gaia__Isolation"), model.Env("worker", "Gaia__RunPods__Namespace"), model.Env("worker", "Gaia__RunPods__ServiceAccount"),
            model.Env("worker", "Gaia__RunPods__Image"), model.Env("worker", "Gaia__RunPods__ImagePullSecrets__0")));
        // Their pods are in another namespace, where `api` alone is nobody.
        Assert.Equal("http://api.shop.svc:8080", model.Env("worker", "Gaia__Url"));
        Assert.Equal("true", KubernetesObjects.Of(model).The("Deployment/worker").At("spec|template|spec|automountServiceAccountToken")?.ToString());
    }

    [Fact]
    public void They_have_a_namespace_of_their_own_and_the_worker_rights_there_and_nowhere_else()
    {
        var objects = KubernetesObjects.Of(Build(Gaia, InJobs));
        Assert.All(objects, StrictSchema.Check);
        Assert.Equal("restricted", objects.The("Namespace/shop-runs").At("metadata|labels|pod-security.kubernetes.io/enforce")?.ToString());
        var account = objects.The("ServiceAccount/shop-run");
        Assert.Equal(("shop-runs", "false", "arn:runs"), (account.Namespace, account.At("automountServiceAccountToken")?.ToString(), account.At("metadata|annotations|eks.amazonaws.com/role-arn")?.ToString()));
        Assert.All(objects.Where(item => item.ApiVersion.StartsWith("rbac", StringComparison.Ordinal)), item => Assert.Equal("shop-runs", item.Namespace));
        Assert.Equal(("worker", "shop"), (objects.The("RoleBinding/worker-runs").At("subjects|0|name")?.ToString(), objects.The("RoleBinding/worker-runs").At("subjects|0|namespace")?.ToString()));
        Assert.Equal(
            ["/events:list", "/pods/exec:get,create", "/pods:get,list,delete", "batch/jobs:create,get,list,delete", "networking.k8s.io/networkpolicies:list"],
            ((ListNode)objects.The("Role/worker-runs").At("rules")!).Cast<MapNode>()
                .Select(rule => $"{Words(rule["apiGroups"])}/{Words(rule["resources"])}:{Words(rule["verbs"])}").Order(StringComparer.Ordinal));
        Assert.Empty(ObjectChecks.Check(objects).Select(finding => finding.Describe()));
        static string Words(Node? list) => string.Join(',', (ListNode)list!);
    }

    [Fact]
    public void A_run_reaches_DNS_the_API_and_the_outside_and_nothing_else()
    {
        var objects = KubernetesObjects.Of(Build(Gaia, InJobs));
        var network = new Reachability(objects);
        var run = new Pod("run", "shop-runs", new Dictionary<string, string> { ["app.kubernetes.io/name"] = "gaia-run" });
        var pods = TemplatePods.Of(objects).ToDictionary(pod => pod.Name);
        Assert.True(network.MayReach(run, pods["api"], 8080).IsAllowed);
        Assert.True(network.MayReach(run, new Pod("dns", "kube-system", new Dictionary<string, string> { ["k8s-app"] = "kube-dns" }), 53, "UDP").IsAllowed);
        Assert.True(network.MayReach(run, Outside("203.0.113.9"), 443).IsAllowed);
        Assert.False(network.MayReach(run, pods["store"], 5432).IsAllowed);
        Assert.False(network.MayReach(run, pods["worker"], 8080).IsAllowed);
        Assert.False(network.MayReach(run, Outside("10.0.0.7"), 443).IsAllowed);
        Assert.False(network.MayReach(run, Outside("169.254.169.254"), 80).IsAllowed);
        Assert.False(network.MayReach(pods["api"], run, 8080).IsAllowed);
        Assert.True(network.MayReach(pods["worker"], Outside("10.0.0.1"), 6443).IsAllowed);
        static OutsideAddress Outside(string address) => new(IPAddress.Parse(address));
    }

    [Fact]
    public void What_the_settings_open_is_open()
    {
        var settings = With("worker", new() { RunPods = new("jobs") { Egress = [new("10.1.0.0/16", null, [443])] } });
        var network = new Reachability(KubernetesObjects.Of(Build(Gaia, settings)));
        var run = new Pod("run", "jobs", new Dictionary<string, string>());
        Assert.True(network.MayReach(run, new OutsideAddress(IPAddress.Parse("10.1.2.3")), 443).IsAllowed);
        Assert.False(network.MayReach(run, new OutsideAddress(IPAddress.Parse("203.0.113.9")), 443).IsAllowed);
    }

    [Fact]
    public void A_worker_that_would_take_no_runs_is_told_by_generate_and_by_validate()
    {
        var model = Build(Gaia);
        var note = Assert.Single(KubernetesObjects.Lacking(model), note => note.Resource == "worker.runs");
        Assert.True(note.IsLoss);
        Assert.Contains("resources.worker.runPods", note.Reason, StringComparison.Ordinal);
        Assert.Equal("runs.isolation", Assert.Single(ObjectChecks.Check(KubernetesObjects.Of(model))).Rule);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("auto")]
    public void A_worker_that_is_told_anything_is_not(string isolation)
    {
        var model = Build(Gaia, With("worker", new() { Environment = new Dictionary<string, string> { ["Gaia__Isolation"] = isolation } }));
        Assert.DoesNotContain(KubernetesObjects.Lacking(model), note => note.Resource == "worker.runs");
        Assert.Empty(ObjectChecks.Check(KubernetesObjects.Of(model)));
    }

    [Fact]
    public void Nobody_else_is_asked() => Assert.DoesNotContain(ObjectChecks.Check(KubernetesObjects.Of(Apps.Shop()), KubernetesObjects.MadeElsewhere(Apps.Shop())), finding => finding.Rule == "runs.isolation");

    [Fact]
    public void A_mesh_that_would_refuse_them_is_a_fault()
    {
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => KubernetesObjects.Of(Build(Gaia, InJobs with { IsMeshed = true }))).Faults);
        Assert.Equal("runs.mesh", fault.Code);
        var outside = With("worker", new() { RunPods = new(), Environment = new Dictionary<string, string> { ["Gaia__Url"] = "https://gaia.example.org" } }) with { IsMeshed = true };
        Assert.Null(Build(Gaia, outside).Workload("worker").Runs!.Api);
        Assert.NotEmpty(KubernetesObjects.Of(Build(Gaia, outside)));
    }

    [Fact]
    public void One_namespace_has_the_runs_of_one_worker()
    {
        var settings = InJobs with { Resources = new Dictionary<string, WorkloadSettings> { ["worker"] = new() { RunPods = new() }, ["api"] = new() { RunPods = new() } } };
        Assert.Equal("runs.shared", Assert.Single(Assert.Throws<ManifestFaultsException>(() => KubernetesObjects.Of(Build(Gaia, settings))).Faults).Code);
    }
}
