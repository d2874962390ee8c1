using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Exposure;

internal static class Ingresses
{
    /// <summary>The port that the hosts lead to.</summary>
    public static WorkloadPort? Port(Workload workload) => workload.Ports.FirstOrDefault(port => port is { IsExternal: true, IsHttp: true });

    public static bool IsExposed(Workload workload) => workload.Settings.Hosts.Count > 0 && Port(workload) is not null && workload.Kind != WorkloadKind.Job;

    public static string TlsSecret(AppModel model, Workload workload) => model.Settings.Exposure.TlsSecret ?? $"{workload.Name}-tls";

    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        var exposure = model.Settings.Exposure;
        if (exposure.Kind != ExposureKind.Ingress || !IsExposed(workload)) yield break;
        yield return Made.InNamespace(model, "networking.k8s.io/v1", "Ingress", workload.Name, Labels.OfWorkload(model, workload), Annotations(exposure, Port(workload)!),
            ("spec", Fields.Map(
                ("ingressClassName", exposure.Class),
                ("tls", Fields.List(Fields.Map(("hosts", Fields.List(workload.Settings.Hosts)), ("secretName", TlsSecret(model, workload))))),
                ("rules", Fields.List(workload.Settings.Hosts.Select(host => Rule(workload, host)))))));
    }

    private static MapNode Rule(Workload workload, string host) => Fields.Map(
        ("host", host),
        ("http", Fields.Map(("paths", Fields.List(workload.Settings.Paths.Select(path => Fields.Map(
            ("path", path),
            ("pathType", "Prefix"),
            ("backend", Fields.Map(("service", Fields.Map(("name", workload.Name), ("port", Fields.Map(("name", Port(workload)!.Name))))))))))))));

    private static MapNode Annotations(ExposureSettings exposure, WorkloadPort port) => Made.Merged(
        Fields.Map(("cert-manager.io/cluster-issuer", exposure.Issuer)),
        port.AppProtocol != "http2" ? null : exposure.Class switch
        {
            "alb" => Fields.Map(("alb.ingress.kubernetes.io/backend-protocol-version", "GRPC")),
            "nginx" or null => Fields.Map(("nginx.ingress.kubernetes.io/backend-protocol", "GRPC")),
            _ => null,
        },
        Fields.Map(exposure.Annotations));
}
