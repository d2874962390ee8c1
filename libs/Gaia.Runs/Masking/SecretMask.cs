using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Gaia.Runs.Masking;

/// <summary>Replaces known secret values, however they are written, in what leaves the worker. Immutable.</summary>
internal sealed class SecretMask
{
    public const string Shown = "(sensitive value)";

    private readonly string[] forms;
    private readonly HashSet<string> whole;
    private readonly SearchValues<string> search;
    private readonly Lazy<SecretFragments> fragments;

    public SecretMask(IEnumerable<string> values)
    {
        Values = [.. values.Distinct(StringComparer.Ordinal)];
        // Longest first, so that a secret that contains another one goes whole.
        forms = [.. Values.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        whole = [.. forms];
        search = SearchValues.Create(forms, StringComparison.Ordinal);
        fragments = new(() => new SecretFragments(Values.SelectMany(SecretForms.OfText)));
    }

    public static SecretMask None { get; } = new([]);

    /// <summary>What is masked, as it was given.</summary>
    public IReadOnlyList<string> Values { get; }

    public SecretMask With(IEnumerable<string> more) => new(Values.Concat(more));

    public string Apply(string text)
    {
        var at = Find(text, 0);
        if (at < 0) return text;
        var shown = new StringBuilder(text.Length);
        var from = 0;
        for (; at >= 0; at = Find(text, from))
        {
            shown.Append(text, from, at - from).Append(Shown);
            from = EndOf(text, at);
        }
        return shown.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The same for text of a stream: each of its lines may begin or end within a secret that was wrapped.</summary>
    public string ApplyToLines(string text)
    {
        if (forms.Length == 0) return text;
        text = Apply(text);
        return text.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Select(fragments.Value.Mask)) : fragments.Value.Mask(text);
    }

    /// <summary>JSON of the same shape; a number that is a secret becomes a string.</summary>
    public JsonElement Apply(JsonElement value)
    {
        if (forms.Length == 0) return value.Clone();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, value);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Whether anything in it is masked.</summary>
    public bool Hides(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => Find(member.Name, 0) >= 0 || Hides(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(Hides),
        JsonValueKind.String => Find(value.GetString()!, 0) >= 0,
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
                json.WriteStringValue(Apply(value.GetString()!));
                break;
            case JsonValueKind.Number when IsSecret(value):
                json.WriteStringValue(Shown);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private bool IsSecret(JsonElement number) => whole.Count > 0 && whole.Contains(number.GetRawText());

    private int Find(string text, int from)
    {
        var at = text.AsSpan(from).IndexOfAny(search);
        return at < 0 ? -1 : from + at;
    }

    /// <summary>Where the secret that begins at <paramref name="start"/> ends, with those that begin within it.</summary>
    private int EndOf(string text, int start)
    {
        var end = start + LongestAt(text, start);
        for (var at = Find(text, start + 1); at >= 0 && at < end; at = Find(text, at + 1)) end = Math.Max(end, at + LongestAt(text, at));
        return end;
    }

    private int LongestAt(string text, int at)
    {
        foreach (var form in forms)
            if (text.AsSpan(at).StartsWith(form, StringComparison.Ordinal)) return form.Length;
        throw new InvalidOperationException("Nothing that is masked begins here.");
    }
}
