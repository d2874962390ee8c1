namespace Gaia.Templates;

/// <summary>What a template prints for a key that its map does not hold (Go's option "missingkey").</summary>
public enum MissingKeyMode
{
    /// <summary>Go's default: the text <c>&lt;no value&gt;</c>.</summary>
    NoValue,

    /// <summary>Go's "zero"; for the maps of a configuration it prints the same as <see cref="NoValue"/>.</summary>
    Zero,

    /// <summary>Rendering fails and names the key.</summary>
    Error,
}
