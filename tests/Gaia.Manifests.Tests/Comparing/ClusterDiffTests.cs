using CsCheck;
using Gaia.Manifests.Comparing;
using Gaia.Manifests.Network;
using Gaia.Manifests.Tests.Network;

namespace Gaia.Manifests.Tests.Comparing;

/// <summary>Live objects as `kubectl get -o json --show-managed-fields` prints them, with what a server and its controllers fill in.</summary>
public sealed class ClusterDiffTests
{
    private const string Generated = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: shop, labels: {app: api}}
        spec:
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              containers:
              - name: api
                image: api:1
                ports: [{name: http, containerPort: 8080}]
                env: [{name: A, value: "1"}]
                resources: {requests: {cpu: 0.1, memory: 512Mi}}
              nodeSelector: {pool: apps}
              volumes: [{name: tmp, emptyDir: {}}]
        """;

    private const string Live = """
        {"apiVersion":"apps/v1","kind":"Deployment",
         "metadata":{"name":"api","namespace":"shop","uid":"1","resourceVersion":"7","generation":3,"creationTimestamp":"2026-01-01T00:00:00Z",
          "labels":{"app":"api","team":"ops"},"annotations":{"deployment.kubernetes.io/revision":"3"},
          "managedFields":[
           {"manager":"gaia","operation":"Apply","apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{
            "f:metadata":{"f:labels":{"f:app":{}}},
            "f:spec":{"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{
             "f:containers":{"k:{\"name\":\"api\"}":{".":{},"f:name":{},"f:image":{},
               "f:ports":{"k:{\"containerPort\":8080,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:name":{}}},
               "f:env":{"k:{\"name\":\"A\"}":{".":{},"f:name":{},"f:value":{}}},
               "f:resources":{"f:requests":{"f:cpu":{},"f:memory":{}}}}},
             "f:nodeSelector":{},
             "f:volumes":{"k:{\"name\":\"tmp\"}":{".":{},"f:emptyDir":{},"f:name":{}}}}}}}},
           {"manager":"kube-controller-manager","operation":"Update","subresource":"status","fieldsType":"FieldsV1","fieldsV1":{"f:status":{"f:replicas":{}}}},
           {"manager":"kubectl-edit","operation":"Update","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{"f:team":{}}}}}]},
         "spec":{"replicas":5,"revisionHistoryLimit":10,"progressDeadlineSeconds":600,"selector":{"matchLabels":{"app":"api"}},
          "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"}},
          "template":{"metadata":{"labels":{"app":"api"}},"spec":{
           "containers":[{"name":"api","image":"api:1","imagePullPolicy":"IfNotPresent","terminationMessagePath":"/dev/termination-log",
             "ports":[{"containerPort":8080,"name":"http","protocol":"TCP"}],"env":[{"name":"A","value":"1"}],"resources":{"requests":{"cpu":"100m","memory":"512Mi"}}},
            {"name":"istio-proxy","image":"proxy:1"}],
           "nodeSelector":{"pool":"apps"},"dnsPolicy":"ClusterFirst","restartPolicy":"Always","volumes":[{"name":"tmp","emptyDir":{}}]}}},
         "status":{"replicas":5}}
        """;

    [Fact]
    public void What_the_server_and_others_fill_in_is_no_difference() => Assert.True(Diff(Generated, Live).IsEmpty);

    [Fact]
    public void What_somebody_edited_over_ours_is_a_change() =>
        Assert.Equal(["    ~ spec.template.spec.containers[name=api].image: \"api:hotfix\" -> \"api:1\""], Fields(Generated, Live.Replace("api:1", "api:hotfix")));

    [Fact]
    public void What_is_generated_and_not_there_is_added() =>
        Assert.Equal(["    + spec.minReadySeconds: 5"], Fields(Generated.Replace("spec:\n  selector", "spec:\n  minReadySeconds: 5\n  selector"), Live));

    [Fact]
    public void What_was_ours_and_is_generated_no_more_is_removed()
    {
        var generated = Generated.Replace("        env: [{name: A, value: \"1\"}]\n", "").Replace(", memory: 512Mi", "").Replace("      volumes: [{name: tmp, emptyDir: {}}]", "").Replace(", labels: {app: api}}\nspec", "}\nspec").Replace("        ports: [{name: http, containerPort: 8080}]\n", "");
        Assert.Equal([
            "    - metadata.labels.app: \"api\"",
            "    - spec.template.spec.containers[name=api].ports[containerPort=8080,protocol=TCP]: {\"containerPort\":8080,\"name\":\"http\",\"protocol\":\"TCP\"}",
            "    - spec.template.spec.containers[name=api].env[name=A]: {\"name\":\"A\",\"value\":\"1\"}",
            "    - spec.template.spec.containers[name=api].resources.requests.memory: \"512Mi\"",
            "    - spec.template.spec.volumes[name=tmp]: {\"emptyDir\":{},\"name\":\"tmp\"}"], Fields(generated, Live));
    }

    [Fact]
    public void Of_a_map_with_one_owner_as_a_whole_a_key_is_removed_too() =>
        Assert.Equal(["    - spec.template.spec.nodeSelector.old: \"yes\""], Fields(Generated, Live.Replace("\"nodeSelector\":{\"pool\":\"apps\"}", "\"nodeSelector\":{\"pool\":\"apps\",\"old\":\"yes\"}")));

    [Fact]
    public void What_we_only_scaled_is_not_ours_to_remove()
    {
        const string Scaled = """{"manager":"gaia","operation":"Update","subresource":"scale","fieldsV1":{"f:spec":{"f:replicas":{}}}}""";
        Assert.True(Diff(Generated, Live.Replace("\"managedFields\":[", $"\"managedFields\":[{Scaled},")).IsEmpty);
        Assert.Equal(["    - spec.replicas: 5"], Fields(Generated, Live.Replace("\"managedFields\":[", $"\"managedFields\":[{Scaled.Replace("scale", "").Replace("Update", "Apply")},")));
    }

    [Theory]
    [InlineData("kubectl", true)]
    [InlineData("argocd-controller", true)]
    [InlineData("cert-manager", false)]
    public void Whoever_applies_manifests_applied_ours(string manager, bool isSeen)
    {
        var live = Live.Replace("\"manager\":\"kubectl-edit\",\"operation\":\"Update\"", $"\"manager\":\"{manager}\",\"operation\":\"Apply\"");
        Assert.Equal(isSeen ? ["metadata.labels.team"] : [], Diff(Generated, live).Changed.SelectMany(one => one.Fields).Select(field => field.Path));
    }

    [Theory]
    [InlineData("Complete", false)]
    [InlineData("Failed", true)]
    public void A_Job_of_an_earlier_version_is_no_difference_once_it_is_done(string condition, bool isSeen)
    {
        var job = """
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"migrations-1","namespace":"shop","managedFields":[{"manager":"gaia","operation":"Apply"}]},
             "status":{"conditions":[{"type":"CONDITION","status":"True"}]}}
            """.Replace("CONDITION", condition);
        Assert.Equal(isSeen ? 1 : 0, ObjectDiff.OfCluster([], LiveObjects.Read(job)).Removed.Count);
    }

    [Fact]
    public void What_kubectl_applied_by_itself_is_in_its_annotation()
    {
        const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: hunter2}";
        // The server's default is kubectl's field, and nobody wrote it.
        const string Live = """
            {"apiVersion":"v1","kind":"Secret","type":"Opaque","data":{"a":"aHVudGVyMg==","gone":"aHVudGVyMw==","others":"eA=="},"metadata":{"name":"s","namespace":"shop",
             "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"annotations\":{},\"name\":\"s\",\"namespace\":\"shop\"},\"stringData\":{\"a\":\"hunter2\",\"gone\":\"hunter3\"}}"},
             "managedFields":[{"manager":"kubectl-client-side-apply","operation":"Update","fieldsV1":{"f:data":{"f:a":{},"f:gone":{}},"f:type":{}}}]}}
            """;
        Assert.Equal(["    - data.gone: \"(sensitive)\""], Fields(Secret, Live));
        Assert.Equal(["Secret shop/s"], ObjectDiff.OfCluster([], LiveObjects.Read(Live)).Removed.Select(key => key.ToString()));
    }

    [Fact]
    public void A_NetworkPolicy_with_the_servers_defaults_is_unchanged_and_a_hole_taken_out_is_seen()
    {
        const string Policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}]}";
        var live = """
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p","namespace":"shop","managedFields":[{"manager":"gaia","operation":"Apply","fieldsV1":{"f:spec":{"f:podSelector":{},"f:egress":{}}}}]},
             "spec":{"podSelector":{},"policyTypes":["Ingress","Egress"],"egress":[{"to":[{"ipBlock":{"cidr":"0.0.0.0/0"}}],"ports":[{"port":443,"protocol":"TCP"}]}]}}
            """;
        Assert.True(Diff(Policy, live).IsEmpty);
        Assert.Equal(["    - spec.egress[0].to[0].ipBlock.except: [\"10.0.0.0/8\"]"], Fields(Policy, live.Replace("\"0.0.0.0/0\"", "\"0.0.0.0/0\",\"except\":[\"10.0.0.0/8\"]")));
        Assert.Single(Fields(Policy, live.Replace("[{\"port\":443", "[{\"port\":80},{\"port\":443")), "    ~ spec.egress[0].ports: [{\"port\":80},{\"port\":443,\"protocol\":\"TCP\"}] -> [{\"port\":443}]");
    }

    [Fact]
    public void A_Secrets_values_of_the_cluster_are_never_shown()
    {
        const string Live = """{"apiVersion":"v1","kind":"Secret","type":"Opaque","metadata":{"name":"s","namespace":"shop","managedFields":[{"manager":"gaia","operation":"Apply","fieldsV1":{"f:data":{"f:a":{},"f:gone":{}}}}]},"data":{"a":"aHVudGVyMg==","gone":"aHVudGVyMw=="}}""";
        const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: hunter2}";
        Assert.Equal(["    - data.gone: \"(sensitive)\""], Fields(Secret, Live));
        Assert.Equal(["    ~ data.a: \"(sensitive)\" -> \"(sensitive, another value)\"", "    - data.gone: \"(sensitive)\""], Fields(Secret.Replace("hunter2", "other"), Live));
    }

    [Fact]
    public void Objects_that_only_others_made_are_not_removed()
    {
        var others = """
            {"apiVersion":"v1","kind":"List","items":[
             {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"api-1","namespace":"shop","ownerReferences":[{"uid":"1"}],"managedFields":[{"manager":"gaia","operation":"Update"}]}},
             {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"api","namespace":"shop","managedFields":[{"manager":"kube-controller-manager","operation":"Update"}]}},
             {"apiVersion":"v1","kind":"Service","metadata":{"name":"old","namespace":"shop","managedFields":[{"manager":"gaia","operation":"Apply"}]}}]}
            """;
        var diff = ObjectDiff.OfCluster([], LiveObjects.Read(others));
        Assert.Equal(["Service shop/old"], diff.Removed.Select(key => key.ToString()));
    }

    [Fact]
    public void Another_version_in_the_answer_is_no_difference() => Assert.True(Diff("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: 1}",
        """{"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"a","namespace":"shop","managedFields":[]},"spec":{"minReplicas":1}}""").IsEmpty);

    [Fact]
    public void For_any_model_its_own_objects_are_unchanged_in_a_cluster() => NetworkModels.Any.Sample(model =>
    {
        var objects = NetworkObjects.Of(model);
        return ObjectDiff.OfCluster(objects, objects) is { IsEmpty: true } diff && diff.Unchanged.Count == objects.Count;
    }, iter: 30);

    [Theory]
    [InlineData("not json", "live.invalid")]
    [InlineData("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"}}""", "live.unmanaged")]
    [InlineData("""{"apiVersion":"v1","kind":"Service"}""", "object.invalid")]
    [InlineData("[]", "object.invalid")]
    public void An_answer_that_says_too_little_is_refused(string json, string code) => Assert.Equal(code, Assert.Throws<ManifestException>(() => LiveObjects.Read(json)).Code);

    [Fact]
    public void An_empty_cluster_is_no_fault() => Assert.Empty(LiveObjects.Read("""{"apiVersion":"v1","kind":"List","items":[]}"""));

    private static ObjectDiff Diff(string generated, string live) => ObjectDiff.OfCluster(FolderObjects.Read([("generated.yaml", generated)], "shop"), LiveObjects.Read(live));

    private static List<string> Fields(string generated, string live) => ObjectDiffText.Lines(Diff(generated, live)).ToList()[1..^2];
}
