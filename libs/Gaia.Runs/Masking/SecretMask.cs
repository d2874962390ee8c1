using System.Buffers;
using System.Text;
using System.Text.Json;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Masking;

/// <summary>Replaces known secret values, however they are written, in what leaves the worker. Immutable.</summary>
internal sealed class SecretMask
{
    public const string Shown = "(sensitive value)";

    private readonly Lazy<SecretSearch> search;
    private readonly Lazy<SecretFragments> fragments;
    private readonly Lazy<ShortenedSecrets> shortened;

    public SecretMask(IEnumerable<string> values)
    {
        Values = [.. values.Distinct(StringComparer.Ordinal)];
        search = new(() => new SecretSearch(Values.SelectMany(SecretForms.Of)));
        fragments = new(() => new SecretFragments(Values.SelectMany(SecretForms.OfText)));
        shortened = new(() => new ShortenedSecrets(Values));
    }

    public static SecretMask None { get; } = new([]);

    /// <summary>What is masked, as it was given.</summary>
    public IReadOnlyList<string> Values { get; }

    public SecretMask With(IEnumerable<string> more) => new(Values.Concat(more));

    /// <summary>Where codes of a terminal split a secret, all of them go.</summary>
    public string Apply(string text)
    {
        if (Values.Count == 0) return text;
        var plain = TerminalCodes.Without(text);
        var shown = Hide(plain);
        return ReferenceEquals(shown, plain) ? text : shown;
    }

    /// <summary>The same for text of a stream, without its colours: each of its lines may begin or end within a secret that was wrapped.</summary>
    public string ApplyToLines(string text)
    {
        text = TerminalCodes.Without(text);
        return Values.Count == 0 ? text : HideInLines(Hide(text));
    }

    /// <summary>JSON of the same shape; a number that is a secret becomes a string.</summary>
    public JsonElement Apply(JsonElement value)
    {
        if (Values.Count == 0) return value.Clone();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, value);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Whether anything in it is masked.</summary>
    public bool Hides(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => Apply(member.Name) != member.Name || Hides(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(Hides),
        JsonValueKind.String => value.GetString() is var text && ApplyToValue(text!) != text,
        JsonValueKind.Number => IsSecret(value),
        _ => false,
    };

    /// <inheritdoc cref="Apply(JsonElement)"/>
    public void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(Apply(member.Name));
                    Write(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(ApplyToValue(value.GetString()!));
                break;
            case JsonValueKind.Number when IsSecret(value):
                json.WriteStringValue(Shown);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private bool IsSecret(JsonElement number) =>
        Values.Count > 0 && number.GetRawText() is var digits && search.Value.LengthAt(digits, 0) == digits.Length;

    // One with line feeds is text that somebody wrapped, perhaps.
    private string ApplyToValue(string text)
    {
        if (Values.Count == 0) return text;
        if (shortened.Value.IsOne(text)) return Shown;
        text = Apply(text);
        return text.Contains('\n', StringComparison.Ordinal) ? HideInLines(text) : text;
    }

    private string HideInLines(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Select(fragments.Value.Mask)) : fragments.Value.Mask(text);

    private string Hide(string text)
    {
        var at = search.Value.Find(text, 0);
        if (at < 0) return text;
        var shown = new StringBuilder(text.Length);
        var from = 0;
        for (; at >= 0; at = search.Value.Find(text, from))
        {
            shown.Append(text, from, at - from).Append(Shown);
            from = search.Value.EndOf(text, at);
        }
        return shown.Append(text, from, text.Length - from).ToString();
    }
}
