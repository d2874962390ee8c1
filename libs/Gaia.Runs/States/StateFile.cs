using System.Security.Cryptography;
using System.Text.Json;
using Gaia.Configurations;

namespace Gaia.Runs.States;

/// <summary>
/// A state as Terraform writes it:
/// <c>{"version":4,"terraform_version":"1.11.4","serial":2,"lineage":"3f...","outputs":{"name":{"value":"x","type":"string"},
/// "secret":{"value":"...","type":"string","sensitive":true}},"resources":[...]}</c>
/// </summary>
internal sealed record StateFile(byte[] Bytes, long Serial, string Lineage, IReadOnlyList<RunOutput> Outputs)
{
    public string Digest { get; } = Sha256Digest.Of(SHA256.HashData(Bytes));

    /// <summary>Null where the bytes are no state: a backend without one prints nothing.</summary>
    public static StateFile? Parse(byte[] bytes)
    {
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty) return null;
        using var json = JsonDocument.Parse(bytes);
        var root = json.RootElement;
        if (!root.TryGetProperty("lineage", out var lineage)) return null;
        var outputs = root.TryGetProperty("outputs", out var found) && found.ValueKind == JsonValueKind.Object
            ? found.EnumerateObject().Select(Output).OrderBy(output => output.Name, StringComparer.Ordinal).ToList()
            : [];
        return new StateFile(bytes, root.GetProperty("serial").GetInt64(), lineage.GetString() ?? "", outputs);
    }

    private static RunOutput Output(JsonProperty output)
    {
        var sensitive = output.Value.TryGetProperty("sensitive", out var flag) && flag.ValueKind == JsonValueKind.True;
        return new RunOutput(output.Name, sensitive ? null : output.Value.GetProperty("value").Clone(), sensitive);
    }
}
