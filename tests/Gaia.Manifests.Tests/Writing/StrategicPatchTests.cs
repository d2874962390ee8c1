using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Tests.Objects;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

/// <summary>One change each: kubectl makes of base and patch what was meant.</summary>
public sealed class StrategicPatchTests
{
    private const string Pod = "spec|template|spec";
    private const string Container = $"{Pod}|containers|0";

    private static readonly (string Title, string Path, string? Yaml)[] Changes =
    [
        ("Deployment/api", $"{Container}|image", "ghcr.io/acme/api@sha256:1"),
        ("Deployment/api", $"{Container}|env|0", "{ name: FIRST, value: a }"),
        ("Deployment/api", $"{Container}|env|1", null),
        ("Deployment/api", $"{Container}|env|9", "{ name: LAST, value: '$(FIRST)' }"),
        ("Deployment/api", $"{Container}|env", null),
        ("Deployment/api", $"{Container}|env", "[{ name: ONLY, value: x }]"),
        ("Deployment/api", $"{Container}|envFrom", "[{ configMapRef: { name: other } }, { secretRef: { name: more } }]"),
        ("Deployment/api", $"{Container}|args", "[--one, --two]"),
        ("Deployment/api", $"{Container}|ports", "[{ name: http, containerPort: 8081, protocol: TCP }]"),
        ("Deployment/api", $"{Container}|ports|1", "{ name: more, containerPort: 8082, protocol: UDP }"),
        ("Deployment/api", $"{Container}|resources|limits|cpu", null),
        ("Deployment/api", $"{Container}|resources|limits|ephemeral-storage", "9Gi"),
        ("Deployment/api", $"{Container}|livenessProbe", "{ exec: { command: [ok] }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }"),
        ("Deployment/api", $"{Container}|volumeMounts|0", null),
        ("Deployment/api", $"{Container}|name", "other"),
        ("Deployment/api", $"{Pod}|containers|1", "{ name: second, image: 'x:1' }"),
        ("Deployment/api", $"{Pod}|volumes|1", "{ name: uploads, emptyDir: { sizeLimit: 8Gi } }"),
        ("Deployment/api", $"{Pod}|volumes|0", "{ name: first, emptyDir: {} }"),
        ("Deployment/api", $"{Pod}|volumes|0|emptyDir", "{}"),
        ("Deployment/api", $"{Pod}|imagePullSecrets", "[{ name: one }, { name: two }]"),
        ("Deployment/api", $"{Pod}|tolerations", "[{ operator: Exists }]"),
        ("Deployment/api", $"{Pod}|topologySpreadConstraints|0|whenUnsatisfiable", "DoNotSchedule"),
        ("Deployment/api", $"{Pod}|topologySpreadConstraints|0|topologyKey", "zone"),
        ("Deployment/api", $"{Pod}|nodeSelector", null),
        ("Deployment/api", "spec|replicas", "7"),
        ("Deployment/api", "spec|strategy", "{ type: Recreate }"),
        ("Deployment/api", "spec|template|metadata|annotations|a.example/b~c", "'yes'"),
        ("Deployment/api", "spec|template|metadata|annotations|checksum/config", null),
        ("Deployment/api", "spec|template|metadata|annotations", null),
        ("Deployment/api", "spec|template|metadata|labels|tier", "front"),
        ("Deployment/api", "metadata|annotations", null),
        ("Deployment/api", "metadata|labels|app.kubernetes.io/component", null),
        ("Service/api", "metadata|annotations|a.example/b", "'1'"),
        ("StatefulSet/postgres", "spec|volumeClaimTemplates|0|spec|resources|requests|storage", "50Gi"),
        ("StatefulSet/postgres", $"{Container}|env", "[{ name: PGDATA, value: /x }]"),
        ("Service/api", "spec|ports|0|port", "81"),
        ("Service/api", "spec|ports|0|targetPort", "9090"),
        ("Service/api", "spec|ports|1", "{ name: admin, port: 9000, targetPort: 9000, protocol: TCP }"),
        ("Service/api", "spec|type", "LoadBalancer"),
        ("ServiceAccount/api", "metadata|annotations", null),
        ("ConfigMap/worker-config", "data|LINES", "\"one\\n two\\n\""),
        ("ConfigMap/worker-config", "data|OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", null),
        ("ConfigMap/web-files", "data", "{}"),
        ("PersistentVolumeClaim/uploads", "spec|accessModes", "[ReadWriteOnce]"),
        ("Ingress/api", "spec|rules|0|host", "other.example.org"),
        ("Ingress/api", "spec|tls", "[{ hosts: [a.example.org, b.example.org], secretName: tls }]"),
        ("NetworkPolicy/api", "spec|egress|0|ports", "[{ protocol: TCP, port: 1 }, { protocol: UDP, port: 2 }]"),
        ("NetworkPolicy/api", "spec|ingress", null),
        ("HorizontalPodAutoscaler/api", "spec|metrics", "[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }]"),
        ("PodDisruptionBudget/api", "spec|maxUnavailable", "2"),
        ("ExternalSecret/shop-secrets", "spec|data|0|remoteRef|key", "elsewhere"),
        ("ExternalSecret/shop-secrets", "spec|data|9", "{ secretKey: more, remoteRef: { key: more } }"),
        ("ScaledObject/worker", "spec|triggers|0|metadata|sslmode", "require"),
        ("ServiceMonitor/api", "spec|endpoints|1", "{ port: more, path: /m }"),
        ("Namespace/shop-prod", "metadata|labels|pod-security.kubernetes.io/enforce", null),
    ];

    [Fact]
    public void Kubectl_makes_each_change()
    {
        var objects = KubernetesObjects.Of(Apps.Shop());
        var common = new PublishedEnvironment("base", Apps.Shop(), objects);
        var environments = Changes.Select((change, i) => new PublishedEnvironment($"e{i:00}", common.Model, objects.With(change.Title, change.Path, change.Yaml))).ToList();
        using var kubectl = new RenderProgram("kubectl", Kustomize.Write(new(common, environments), YamlForm.Plain));
        Assert.All(environments.Zip(Changes), pair =>
        {
            Assert.NotEqual(objects, pair.First.Objects);
            RenderProgram.AssertObjects(pair.First.Objects, kubectl.Run("kustomize", $"overlays/{pair.First.Name}"));
        });
    }

    [Fact]
    public void A_patch_has_the_shape_of_what_it_changes()
    {
        var objects = KubernetesObjects.Of(Apps.One());
        var changed = objects.With("Deployment/api", $"{Container}|image", "api:2").With("Deployment/api", "spec|replicas", null).With("Deployment/api", $"{Container}|env", "[{ name: A, value: '1' }]");
        var file = Kustomize.Write(new(new("base", Apps.One(), objects), [new("prod", Apps.One(), changed)]), YamlForm.Plain).Single(file => file.Path == "overlays/prod/api-deployment.patch.yaml");
        Assert.Equal("""
            # What is different in prod.
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
            spec:
              replicas: null
              template:
                spec:
                  containers:
                    - env:
                        - name: A
                          value: "1"
                      image: api:2
                      name: api

            """, file.Text);
    }
}
