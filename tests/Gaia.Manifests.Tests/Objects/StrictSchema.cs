using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;
using k8s;
using k8s.Models;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>Each object against what its kind has: the client's types for what Kubernetes has itself, schemas of the part in use for the rest.</summary>
internal static class StrictSchema
{
    private static readonly MapNode Schemas = (MapNode)YamlReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Objects", "CustomKinds.yaml")));

    private static readonly Dictionary<string, JsonSchema> Compiled = Schemas.ToDictionary(entry => entry.Key, entry => JsonSchema.Compile(entry.Value), StringComparer.Ordinal);

    /// <exception cref="Xunit.Sdk.XunitException">A field is unknown or of the wrong type, or one is missing.</exception>
    public static void Check(Gaia.Manifests.Objects.KubernetesObject item)
    {
        var kind = $"{item.ApiVersion}/{item.Kind}";
        if (Compiled.TryGetValue(kind, out var schema))
        {
            Assert.True(schema.Validate(item.Content) is [], $"{kind} {item.Name}: {string.Join("; ", schema.Validate(item.Content).Select(problem => $"{problem.Pointer}: {problem.Message}"))}");
            return;
        }

        var yaml = NodeYaml.Write(item.Content);
        object read = kind switch
        {
            "v1/Namespace" => Read<V1Namespace>(yaml),
            "v1/ServiceAccount" => Read<V1ServiceAccount>(yaml),
            "rbac.authorization.k8s.io/v1/Role" => Read<V1Role>(yaml),
            "rbac.authorization.k8s.io/v1/RoleBinding" => Read<V1RoleBinding>(yaml),
            "v1/Secret" => Read<V1Secret>(yaml),
            "v1/ConfigMap" => Read<V1ConfigMap>(yaml),
            "v1/PersistentVolumeClaim" => Read<V1PersistentVolumeClaim>(yaml),
            "v1/Service" => Read<V1Service>(yaml),
            "apps/v1/Deployment" => Read<V1Deployment>(yaml),
            "apps/v1/StatefulSet" => Read<V1StatefulSet>(yaml),
            "batch/v1/Job" => Read<V1Job>(yaml),
            "autoscaling/v2/HorizontalPodAutoscaler" => Read<V2HorizontalPodAutoscaler>(yaml),
            "policy/v1/PodDisruptionBudget" => Read<V1PodDisruptionBudget>(yaml),
            "networking.k8s.io/v1/Ingress" => Read<V1Ingress>(yaml),
            "networking.k8s.io/v1/NetworkPolicy" => Read<V1NetworkPolicy>(yaml),
            _ => throw new InvalidOperationException($"Nothing is known of {kind}: add it here or to CustomKinds.yaml."),
        };
        Assert.NotNull(read);
    }

    private static T Read<T>(string yaml) => KubernetesYaml.Deserialize<T>(yaml, strict: true);
}
