using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gaia.Configurations;
using Gaia.Documents.Json;
using Gaia.Runs.Masking;

namespace Gaia.Runs.States;

/// <summary>
/// A state as Terraform writes it:
/// <c>{"version":4,"terraform_version":"1.11.4","serial":2,"lineage":"3f...","outputs":{"name":{"value":"x","type":"string"},
/// "secret":{"value":"...","type":"string","sensitive":true}},"resources":[{"mode":"managed","type":"...","instances":[...]}]}</c>
/// </summary>
/// <param name="Resources">Instances of managed resources.</param>
internal sealed partial record StateFile(byte[] Bytes, long Serial, string Lineage, IReadOnlyList<RunOutput> Outputs, int Resources)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    public string Digest { get; } = DigestOf(Bytes);

    /// <summary>Every value in it that must not be shown.</summary>
    public IReadOnlyList<string> Secrets()
    {
        using var json = JsonDocument.Parse(Bytes, Deep);
        return StateSecrets.Of(json.RootElement);
    }

    public static string DigestOf(byte[] bytes) => Sha256Digest.Of(SHA256.HashData(bytes));

    /// <summary>Null where the bytes are not a state: a backend without one prints nothing.</summary>
    public static StateFile? Parse(byte[] bytes)
    {
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty) return null;
        using var json = JsonDocument.Parse(bytes, Deep);
        return json.RootElement.TryGetProperty("lineage", out var lineage)
            ? Of(bytes, json.RootElement, json.RootElement.GetProperty("serial").GetInt64(), Kept(lineage.GetString() ?? ""))
            : null;
    }

    /// <exception cref="RunRefusedException"><c>state.not-a-state</c></exception>
    public static StateFile Read(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, Deep);
            var root = json.RootElement;
            if (root.ValueKind is not JsonValueKind.Object) throw StateErrors.NotAState("it is not a JSON object");
            if (!root.TryGetProperty("version", out var version) || !version.TryGetInt64Number(out var format)) throw StateErrors.NotAState("it has no version");
            if (format != 4) throw StateErrors.NotAState($"it has version {format}");
            if (root.TryGetProperty("serial", out var number) && number.ValueKind is JsonValueKind.Number && !number.TryGetInt64Number(out _))
                throw StateErrors.NotAState($"its serial is not a whole number of at most {long.MaxValue}");
            if (number.ValueKind is JsonValueKind.Undefined || !number.TryGetInt64Number(out var serial) || serial < 0)
                throw StateErrors.NotAState("it has no serial");
            if (!root.TryGetProperty("lineage", out var lineage) || lineage.ValueKind is not JsonValueKind.String || lineage.GetString() is not { Length: > 0 and <= 200 } name)
                throw StateErrors.NotAState("it has no lineage");
            if (name.Contains('\0', StringComparison.Ordinal)) throw StateErrors.NotAState("its lineage holds a NUL character");
            if (root.TryGetProperty("resources", out var resources) && resources.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
                throw StateErrors.NotAState("its resources are not a list");
            if (root.TryGetProperty("outputs", out var outputs) && outputs.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                throw StateErrors.NotAState("its outputs are not a map");
            return Of(bytes, root, serial, name);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw StateErrors.NotAState(JsonFault.Words(e));
        }
    }

    /// <summary>The same content under another serial.</summary>
    public StateFile WithSerial(long serial)
    {
        using var json = JsonDocument.Parse(Bytes, Deep);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 }))
        {
            writer.WriteStartObject();
            foreach (var property in json.RootElement.EnumerateObject())
                if (property.NameEquals("serial")) writer.WriteNumber("serial", serial);
                else property.WriteTo(writer);
            writer.WriteEndObject();
        }
        return Read([.. bytes.ToArray(), (byte)'\n']);
    }

    // Shorter ones are names and numbers that others have too.
    private const int WorthWithholding = 8;

    private static StateFile Of(byte[] bytes, JsonElement root, long serial, string lineage) => new(
        bytes, serial, lineage, OutputsOf(root),
        root.TryGetProperty("resources", out var resources) && resources.ValueKind is JsonValueKind.Array
            ? resources.EnumerateArray().Sum(Instances)
            : 0);

    private static List<RunOutput> OutputsOf(JsonElement root)
    {
        if (!root.TryGetProperty("outputs", out var outputs) || outputs.ValueKind is not JsonValueKind.Object) return [];
        var mask = new SecretMask(StateSecrets.Of(root).Where(value => value.Length >= WorthWithholding));
        return [.. outputs.EnumerateObject().Select(output => Output(output, mask)).OrderBy(output => output.Name, StringComparer.Ordinal)];
    }

    // What the state marks elsewhere is withheld from an output that does not mark it.
    private static RunOutput Output(JsonProperty output, SecretMask mask)
    {
        var sensitive = output.Value.TryGetProperty("sensitive", out var flag) && flag.ValueKind == JsonValueKind.True
            || mask.Hides(output.Value.GetProperty("value"));
        return new RunOutput(Kept(output.Name), sensitive ? null : Kept(output.Value.GetProperty("value")), sensitive);
    }

    // A state may have NUL in an output, and is kept as it is; PostgreSQL, which keeps what is shown of it, has no such text.
    private static string Kept(string text) => text.Replace('\0', '\ufffd');

    private static JsonElement Kept(JsonElement value)
    {
        var text = value.GetRawText();
        if (!text.Contains(@"\u0000", StringComparison.Ordinal)) return value.Clone();
        using var kept = JsonDocument.Parse(Nul().Replace(text, @"\ufffd"), Deep);
        return kept.RootElement.Clone();
    }

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\u0000")]
    private static partial Regex Nul();

    private static int Instances(JsonElement resource) =>
        resource.TryGetProperty("mode", out var mode) && mode.ValueEquals("managed") && resource.TryGetProperty("instances", out var instances)
            ? instances.GetArrayLength()
            : 0;
}

file static class Numbers
{
    public static bool TryGetInt64Number(this JsonElement element, out long number)
    {
        number = 0;
        return element.ValueKind is JsonValueKind.Number && element.TryGetInt64(out number);
    }
}
