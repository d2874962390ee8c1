using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Exposure;
using Gaia.Manifests.Objects.Secrets;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects;

/// <summary>What the objects refer to and somebody else makes.</summary>
internal static class Foreign
{
    public static IReadOnlySet<string> Of(AppModel model) => new HashSet<string>(
    [
        .. model.Settings.ImagePullSecrets.Select(name => $"Secret/{name}"),
        .. model.Workloads.Select(workload => workload.Settings.Account).OfType<string>().Select(name => $"ServiceAccount/{name}"),
        .. model.Workloads.SelectMany(workload => workload.Settings.ConfigMaps.Values).Select(name => $"ConfigMap/{name}"),
        .. model.Workloads.Where(workload => model.Settings.Exposure is { Kind: ExposureKind.Ingress, Issuer: null } && Ingresses.IsExposed(workload)).Select(workload => $"Secret/{Ingresses.TlsSecret(model, workload)}"),
        .. model.Settings.Secrets.Provider == SecretProvider.Existing ? model.Secrets.Select(secret => $"Secret/{SecretPlaces.Of(model, secret.Key).Name}") : [],
    ], StringComparer.Ordinal);
}
