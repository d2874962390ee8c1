using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Exposure;

/// <summary>Routes of a Gateway, whose listener has the certificate.</summary>
internal static class HttpRoutes
{
    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        var exposure = model.Settings.Exposure;
        if (exposure.Kind != ExposureKind.Gateway || !Ingresses.IsExposed(workload)) yield break;
        var gateway = exposure.Gateway!.Split('/');
        yield return Made.InNamespace(model, "gateway.networking.k8s.io/v1", "HTTPRoute", workload.Name, Labels.OfWorkload(model, workload), Fields.Map(exposure.Annotations),
            ("spec", Fields.Map(
                ("parentRefs", Fields.List(Fields.Map(("name", gateway[1]), ("namespace", gateway[0])))),
                ("hostnames", Fields.List(workload.Settings.Hosts)),
                ("rules", Fields.List(Fields.Map(
                    ("matches", Fields.List(workload.Settings.Paths.Select(path => Fields.Map(("path", Fields.Map(("type", "PathPrefix"), ("value", path))))))),
                    ("backendRefs", Fields.List(Fields.Map(("name", workload.Name), ("port", Ingresses.Port(workload)!.Port))))))))));
    }
}
