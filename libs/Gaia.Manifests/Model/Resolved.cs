namespace Gaia.Manifests.Model;

internal sealed record Resolved(Value Value, IReadOnlyList<Use> Uses)
{
    public static Resolved Empty { get; } = Of("");

    /// <summary>In characters; of a secret, those of its key.</summary>
    public int Length => Value.Parts.Sum(part => part is TextPart text ? text.Text.Length : ((SecretPart)part).Key.Length);

    public static Resolved Of(string text, params Use[] uses) => new(Value.Of(text), uses);

    /// <summary>Texts side by side become one, so that equal values are equal.</summary>
    public static Resolved Join(IEnumerable<Resolved> pieces)
    {
        var (parts, uses) = (new List<ValuePart>(), new List<Use>());
        foreach (var piece in pieces)
        {
            uses.AddRange(piece.Uses);
            foreach (var part in piece.Value.Parts)
                if (part is TextPart { Text: var text } && parts is [.., TextPart last])
                    parts[^1] = new TextPart(last.Text + text);
                else
                    parts.Add(part);
        }

        parts.RemoveAll(part => part is TextPart { Text: "" });
        return new Resolved(parts.Count == 0 ? Value.Of("") : new Value(parts), [.. uses.Distinct()]);
    }
}
