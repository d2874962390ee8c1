using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>What makes an object the same one: its version is not part of it.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Namespace">Null: the object belongs to the cluster.</param>
public sealed record ObjectKey(string Group, string Kind, string? Namespace, string Name)
{
    public static ObjectKey Of(KubernetesObject one) => new(one.ApiVersion.Split('/') is [var group, _] ? group : "", one.Kind, one.Namespace, one.Name);

    /// <summary>`Deployment shop/api`.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
