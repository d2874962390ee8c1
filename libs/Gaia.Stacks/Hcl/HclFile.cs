using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Hcl;

/// <summary>HCL as data: tfvars files and plain blocks, without variables or functions.</summary>
public static class HclFile
{
    /// <summary>
    /// Attributes become entries; a block becomes a map under its type, nested by its labels; repeated blocks a list.
    /// </summary>
    /// <exception cref="HclException">Names file, line and column.</exception>
    public static MapNode Parse(string text, string? file = null) =>
        throw new NotSupportedException($"{text.Length} {file}");
}

public sealed class HclException(string reason, SourceMark mark) : Exception($"{mark}: {reason}")
{
    public string Reason => reason;

    public SourceMark Mark => mark;
}
