namespace Gaia.Manifests.Comparing;

internal static class FieldPath
{
    /// <summary>`metadata.annotations["prometheus.io/scrape"]`.</summary>
    public static string Field(string path, string key) =>
        key.AsSpan().IndexOfAny(".[]\" ") >= 0 ? $"{path}[\"{key}\"]" : path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>`containers[name=api]`.</summary>
    public static string Item(string path, string key) => $"{path}[{key}]";
}
