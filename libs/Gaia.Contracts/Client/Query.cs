namespace Gaia.Contracts.Client;

internal static class Query
{
    public static string Append(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var parts = new List<string>();
        foreach (var (name, value) in parameters)
            if (value is not null) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
