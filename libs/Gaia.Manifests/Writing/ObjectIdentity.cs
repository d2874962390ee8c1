using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>What makes two objects of two environments the same one. The application's own namespace may have another name in each.</summary>
/// <param name="ForeignNamespace">Null in the application's own namespace, and outside of namespaces.</param>
internal readonly record struct ObjectIdentity(string ApiVersion, string Kind, string? ForeignNamespace, string Name)
{
    private const string OwnNamespace = "@";

    public static ObjectIdentity Of(KubernetesObject item, string ownNamespace) => new(
        item.ApiVersion, item.Kind, item.Namespace == ownNamespace ? null : item.Namespace,
        item.IsNamespace(ownNamespace) ? OwnNamespace : item.Name);
}

internal static class NamespaceObjects
{
    extension(KubernetesObject item)
    {
        public bool IsNamespace(string name) => item is { ApiVersion: "v1", Kind: "Namespace" } && item.Name == name;
    }
}
