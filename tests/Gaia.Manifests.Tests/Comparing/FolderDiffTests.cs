using Gaia.Documents;
using Gaia.Manifests.Comparing;

namespace Gaia.Manifests.Tests.Comparing;

public sealed class FolderDiffTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          replicas: 2
          template:
            spec:
              containers:
              - name: api
                image: api:1
                ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]
                env: [{name: A, value: "1"}, {name: B, value: "2"}]
                resources: {requests: {cpu: 0.1, memory: 1Gi}}
              - {name: sidecar, image: proxy:1}
              volumes: [{name: data, emptyDir: {}}]
        """;

    [Fact]
    public void The_same_is_unchanged_in_whatever_order_and_notation()
    {
        var other = """
            kind: Deployment
            apiVersion: apps/v1
            metadata: {name: api, namespace: shop, annotations: {}}
            spec:
              template:
                spec:
                  volumes: [{emptyDir: {}, name: data}]
                  containers:
                  - {name: sidecar, image: "proxy:1"}
                  - name: api
                    env: [{name: B, value: "2"}, {name: A, value: "1"}]
                    image: api:1
                    resources: {requests: {cpu: 100m, memory: 1024Mi}}
                    ports: [{name: dns, containerPort: 53, protocol: UDP}, {name: http, containerPort: 8080}]
              replicas: 2
            """;
        Assert.True(Diff(Deployment, other).IsEmpty);
    }

    [Fact]
    public void Fields_are_named_by_the_keys_of_their_lists()
    {
        var lines = Lines(Deployment, Deployment.Replace("image: api:1", "image: api:2").Replace("\"2\"", "\"3\"").Replace("replicas: 2", "paused: true").Replace("emptyDir: {}", "configMap: {name: c}").Replace("1Gi", "2Gi"));
        Assert.Equal([
            "~ Deployment shop/api",
            "    + spec.paused: true",
            "    ~ spec.template.spec.containers[name=api].image: \"api:1\" -> \"api:2\"",
            "    ~ spec.template.spec.containers[name=api].env[name=B].value: \"2\" -> \"3\"",
            "    ~ spec.template.spec.containers[name=api].resources.requests.memory: \"1Gi\" -> \"2Gi\"",
            "    + spec.template.spec.volumes[name=data].configMap: {\"name\":\"c\"}",
            "    - spec.replicas: 2",
            "",
            "Diff: 0 to add, 1 to change, 0 to remove, 0 unchanged"], lines);
    }

    [Fact]
    public void Items_come_and_go_by_their_keys()
    {
        var lines = Lines(Deployment, Deployment.Replace("name: sidecar", "name: other").Replace("{name: B, value: \"2\"}", "{name: C, value: \"2\"}"));
        Assert.Equal([
            "    + spec.template.spec.containers[name=api].env[name=C]: {\"name\":\"C\",\"value\":\"2\"}",
            "    - spec.template.spec.containers[name=api].env[name=B]: {\"name\":\"B\",\"value\":\"2\"}",
            "    + spec.template.spec.containers[name=other]: {\"image\":\"proxy:1\",\"name\":\"other\"}",
            "    - spec.template.spec.containers[name=sidecar]: {\"image\":\"proxy:1\",\"name\":\"sidecar\"}"], lines[1..^2]);
    }

    [Fact]
    public void A_port_is_another_one_by_its_protocol()
    {
        const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: dns}\nspec: {ports: [{port: 53, protocol: UDP, targetPort: 53}, {port: 53, targetPort: 53}]}";
        var swapped = Service.Replace("[{port: 53, protocol: UDP, targetPort: 53}, {port: 53, targetPort: 53}]", "[{port: 53, targetPort: 54}, {port: 53, protocol: UDP, targetPort: 53}]");
        Assert.Equal(["    ~ spec.ports[port=53,protocol=TCP].targetPort: 53 -> 54"], Lines(Service, swapped)[1..^2]);
    }

    [Fact]
    public void Lists_without_keys_keep_their_order_and_length()
    {
        const string Map = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, args: [x, y]}]}}}";
        Assert.Equal(["    ~ spec.template.spec.containers[name=a].args[0]: \"x\" -> \"y\"", "    ~ spec.template.spec.containers[name=a].args[1]: \"y\" -> \"x\""], Lines(Map, Map.Replace("[x, y]", "[y, x]"))[1..^2]);
        Assert.Equal(["    ~ spec.template.spec.containers[name=a].args: [\"x\",\"y\"] -> [\"x\"]"], Lines(Map, Map.Replace("[x, y]", "[x]"))[1..^2]);
    }

    [Fact]
    public void A_key_that_is_there_twice_leaves_the_list_to_its_order()
    {
        const string Twice = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, env: [{name: X, value: '1'}, {name: X, value: '2'}]}]}}}";
        Assert.Equal(["    ~ spec.template.spec.containers[name=a].env[1].value: \"2\" -> \"3\""], Lines(Twice, Twice.Replace("'2'", "'3'"))[1..^2]);
    }

    [Fact]
    public void Quantities_are_texts_in_a_ConfigMap()
    {
        const string Map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {limits.cpu: '1'}";
        Assert.Equal(["    ~ data[\"limits.cpu\"]: \"1\" -> \"1000m\""], Lines(Map, Map.Replace("'1'", "1000m"))[1..^2]);
    }

    [Fact]
    public void Objects_come_and_go()
    {
        var diff = Diff(Deployment, "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        Assert.Equal(["+ Namespace shop", "- Deployment shop/api", "", "Diff: 1 to add, 0 to change, 1 to remove, 0 unchanged"], ObjectDiffText.Lines(diff));
    }

    [Fact]
    public void Another_version_of_an_object_is_a_change_of_it() =>
        Assert.Equal(["    ~ apiVersion: \"policy/v1beta1\" -> \"policy/v1\""], Lines("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}", "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}")[1..^2]);

    [Fact]
    public void A_Secrets_values_are_never_shown()
    {
        const string Plain = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2, token: same, old: leaves-soon}";
        var diff = Diff(Plain, "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: correct-horse, new: battery-staple}\ndata: {token: c2FtZQ==}");
        Assert.Equal(["    ~ data.password: \"(sensitive)\" -> \"(sensitive, another value)\"", "    + data.new: \"(sensitive)\"", "    - data.old: \"(sensitive)\""], ObjectDiffText.Lines(diff).ToList()[1..^2]);
        var all = string.Join('\n', ObjectDiffText.Lines(diff)) + Documents.Writing.NodeJson.Write(ObjectDiffNodes.Of(diff));
        Assert.All(["hunter2", "correct-horse", "battery-staple", "leaves-soon", "aHVudGVyMg"], secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Fact]
    public void A_Secret_whose_values_come_all_at_once_shows_none()
    {
        const string Empty = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}";
        Assert.Equal(["    + data: \"(sensitive)\""], Lines(Empty, Empty + "\nstringData: {password: hunter2}")[1..^2]);
        Assert.True(Diff(Empty + "\nstringData: {password: hunter2}", Empty + "\ndata: {password: aHVudGVyMg==}").IsEmpty);
    }

    [Fact]
    public void JSON_has_every_list()
    {
        var nodes = ObjectDiffNodes.Of(Diff(Deployment, Deployment.Replace("replicas: 2", "replicas: 3")));
        Assert.Equal("""{"added":[],"changed":[{"fields":[{"from":2,"path":"spec.replicas","to":3}],"group":"apps","kind":"Deployment","name":"api","namespace":"shop"}],"removed":[],"unchanged":[]}""",
            Documents.Writing.NodeJson.Write(nodes, indent: 0).Trim());
    }

    [Fact]
    public void Files_may_hold_lists_and_several_documents_and_kustomizes_own()
    {
        var objects = FolderObjects.Read([
            ("a.yaml", "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n- {apiVersion: v1, kind: Service, metadata: {name: b, namespace: other}}"),
            ("b.yaml", "---\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: c}\n"),
            ("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]")], "shop");
        Assert.Equal(["Service shop/a", "Service other/b", "Namespace c"], objects.Select(one => ObjectKey.Of(one).ToString()));
    }

    [Theory]
    [InlineData("a: b", "has no `kind`")]
    [InlineData("kind: Service", "has no `apiVersion`")]
    [InlineData("apiVersion: v1\nkind: Service", "has no `metadata.name`")]
    [InlineData("- a", "is a list, not a Kubernetes object")]
    public void What_is_no_object_is_refused_by_file(string text, string reason)
    {
        var fault = Assert.Throws<ManifestException>(() => FolderObjects.Read([("base/x.yaml", text)], "shop"));
        Assert.Contains($"base/x.yaml", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_YAML_is_refused_with_its_line() =>
        Assert.Equal(("base/x.yaml", 2), Assert.Throws<DocumentException>(() => FolderObjects.Read([("base/x.yaml", "a: [\n}")], "shop")).Mark is var mark ? (mark.File!, mark.Line) : default);

    [Fact]
    public void One_object_twice_is_refused() => Assert.Equal("object.twice", Assert.Throws<ManifestException>(() => Diff(Deployment + "\n---\n" + Deployment, Deployment)).Code);

    private static ObjectDiff Diff(string folder, string generated) => ObjectDiff.OfFolder(FolderObjects.Read([("generated.yaml", generated)], "shop"), FolderObjects.Read([("folder.yaml", folder)], "shop"));

    private static List<string> Lines(string folder, string generated) => [.. ObjectDiffText.Lines(Diff(folder, generated))];
}
