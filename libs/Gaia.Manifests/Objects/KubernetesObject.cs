using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Objects;

/// <summary>One object as it is applied: apiVersion, kind, metadata and the rest.</summary>
/// <param name="Namespace">Null: the object belongs to the cluster.</param>
/// <param name="Content">Whole; `metadata.namespace` included.</param>
public sealed record KubernetesObject(string ApiVersion, string Kind, string? Namespace, string Name, MapNode Content)
{
    /// <summary>`api-deployment.yaml`; unique among the objects of an application.</summary>
    public string FileName => $"{Name.ToLowerInvariant()}-{Kind.ToLowerInvariant()}.yaml";
}
