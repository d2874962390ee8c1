using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

/// <summary>A small application in three environments, with one of every difference that there may be.</summary>
internal static class SampleApp
{
    public static Published Published { get; } = new(
        Environment("base", "shop", image: "shop/web:1", replicas: 2, hosts: ["shop.test"]),
        [
            Environment("dev", "shop", image: "shop/web:2", replicas: null, hosts: ["dev.shop.test", "www.dev.shop.test"], more: "A~b/c: 'yes'", scales: true),
            Environment("prod", "shop-prod", image: "shop/web@sha256:1", replicas: 3, hosts: ["shop.example"], env: "{ name: A, value: '1' }, { name: Z, value: z }", keeps: true),
        ]);

    /// <summary>Without objects of other namespaces.</summary>
    public static Published OneNamespace { get; } = Published with
    {
        Common = Own(Published.Common),
        Environments = [.. Published.Environments.Select(Own)],
    };

    private static PublishedEnvironment Own(PublishedEnvironment environment) =>
        environment with { Objects = [.. environment.Objects.Where(item => (item.Namespace ?? (item.Kind == "Namespace" ? item.Name : environment.Namespace)) == environment.Namespace)] };

    private static PublishedEnvironment Environment(
        string name, string space, string image, int? replicas, string[] hosts, string more = "B: '2'", string env = "{ name: M, value: '{{ x }}' }", bool scales = false, bool keeps = false)
    {
        var model = new AppModel(new EnvironmentSettings("shop", name, space), [], [], [], [], [], [], [], []);
        var config = Read($"{{ A: '1', LINES: \"one\\n two\\n\", {more} }}");
        var pods = Read($$"""
            metadata: { labels: { app.kubernetes.io/name: migrate } }
            spec: { restartPolicy: Never, containers: [{ name: migrate, image: '{{image}}', args: ['<up>', '{{name}}'] }] }
            """);
        List<KubernetesObject?> objects =
        [
            Object("v1", "Namespace", null, space, "metadata: { labels: { pod-security.kubernetes.io/enforce: restricted } }"),
            Object("v1", "ConfigMap", space, "web-config", "metadata: { labels: { app.kubernetes.io/name: web } }").With("data", config),
            Object("apps/v1", "Deployment", space, "web", $$"""
                metadata: { labels: { app.kubernetes.io/name: web } }
                spec:
                  selector: { matchLabels: { app.kubernetes.io/name: web } }
                  {{(replicas is { } count ? $"replicas: {count}" : "progressDeadlineSeconds: 60")}}
                  template:
                    metadata: { annotations: { checksum/config: {{Digest.Of(Fields.Map(("env", config)), 64)}} }, labels: { app.kubernetes.io/name: web } }
                    spec:
                      containers:
                        - env: [{{env}}, { name: NAME, value: {{name}} }]
                          image: '{{image}}'
                          name: web
                          resources: { requests: { cpu: 100m, memory: {{(keeps ? "1Gi" : "128Mi")}} } }
                          {{(keeps ? "args: ['--prod']" : "command: ['/web']")}}
                """),
            Object("networking.k8s.io/v1", "Ingress", space, "web", $$"""
                metadata: { labels: { app.kubernetes.io/name: web } }
                spec:
                  ingressClassName: nginx
                  rules: [{{string.Join(", ", hosts.Select(host => $$"""{ host: {{host}}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }"""))}}]
                  tls: [{ hosts: [{{string.Join(", ", hosts)}}], secretName: web-tls }]
                """),
            Object("batch/v1", "Job", space, $"migrate-{Digest.Of(pods, 8)}", "{ metadata: { labels: { app.kubernetes.io/name: migrate } }, spec: { backoffLimit: 3 } }")
                is { } job ? job with { Content = job.Content.With("spec", job.Content.Map("spec")!.With("template", pods)) } : null,
            scales ? Object("autoscaling/v2", "HorizontalPodAutoscaler", space, "web", """
                metadata: { labels: { app.kubernetes.io/name: web } }
                spec: { minReplicas: 2, maxReplicas: 10, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }] }
                """) : null,
            keeps ? null : Object("networking.k8s.io/v1", "NetworkPolicy", space, "web", """
                metadata: { labels: { app.kubernetes.io/name: web } }
                spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
                """),
            // Their namespace has another name in each environment, too.
            Object("v1", "Namespace", null, $"{space}-runs", "{}"),
            Object("networking.k8s.io/v1", "NetworkPolicy", $"{space}-runs", "web-runs", $"spec: {{ podSelector: {{ matchLabels: {{ of: {name} }} }}, policyTypes: [Egress] }}"),
            Object("rbac.authorization.k8s.io/v1", "Role", $"{space}-runs", "web-runs", "rules: [{ apiGroups: [batch], resources: [jobs], verbs: [create] }]"),
            Object("velero.io/v1", "Schedule", "velero", "shop", $"spec: {{ schedule: '0 3 * * *', template: {{ includedNamespaces: [{space}] }} }}"),
        ];
        return new(name, model, [.. objects.OfType<KubernetesObject>()]);
    }

    private static KubernetesObject With(this KubernetesObject item, string key, Node value) => item with { Content = item.Content.With(key, value) };

    private static KubernetesObject Object(string version, string kind, string? space, string name, string rest)
    {
        var content = Read(rest);
        var metadata = (content.Map("metadata") ?? MapNode.Empty).With("name", new StringNode(name));
        if (space is not null) metadata = metadata.With("namespace", new StringNode(space));
        content = content.With("apiVersion", new StringNode(version)).With("kind", new StringNode(kind)).With("metadata", metadata);
        return new(version, kind, space, name, content);
    }

    private static MapNode Read(string yaml) => (MapNode)YamlReader.Read(yaml);
}
