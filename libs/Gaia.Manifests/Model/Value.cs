namespace Gaia.Manifests.Model;

/// <summary>A resolved value: text, and places where a secret goes that only the cluster knows.</summary>
public sealed record Value(IReadOnlyList<ValuePart> Parts)
{
    public static Value Of(string text) => new([new TextPart(text)]);

    public bool HasSecret => Parts.Any(part => part is SecretPart);

    /// <summary>The whole text; only of a value without secrets.</summary>
    public string Text => HasSecret
        ? throw new InvalidOperationException("The value holds a secret.")
        : string.Concat(Parts.Select(part => ((TextPart)part).Text));

    // By value, so that two equal models make equal objects.
    public bool Equals(Value? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
}

public abstract record ValuePart;

public sealed record TextPart(string Text) : ValuePart;

/// <param name="Key">Of a <see cref="SecretValue"/>.</param>
public sealed record SecretPart(string Key) : ValuePart;
