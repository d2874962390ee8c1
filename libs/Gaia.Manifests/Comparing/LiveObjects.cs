using System.Text.Json;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>The objects of `kubectl get -o json --show-managed-fields`: one, or a List.</summary>
public static class LiveObjects
{
    /// <exception cref="ManifestException">`live.invalid`, or `live.unmanaged` if nobody asked for managedFields.</exception>
    public static IReadOnlyList<KubernetesObject> Read(string json)
    {
        IReadOnlyList<KubernetesObject> objects;
        try
        {
            objects = [.. WrittenObject.Read(JsonReader.Read(json), "the cluster's answer")];
        }
        catch (JsonException fault)
        {
            throw new ManifestException("live.invalid", $"The cluster's answer is not JSON ({fault.Message}). Ask with `kubectl get -o json --show-managed-fields`.");
        }
        if (objects.Count > 0 && objects.All(one => one.Content.At("metadata", "managedFields") is null))
            throw new ManifestException("live.unmanaged", "The cluster's objects come without managedFields, so that nobody can tell whose a field is. Ask with `kubectl get -o json --show-managed-fields`.");
        return objects;
    }
}
