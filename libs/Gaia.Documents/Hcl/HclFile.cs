using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

/// <summary>HCL as data: tfvars files and plain blocks, without variables or functions.</summary>
public static class HclFile
{
    /// <summary>
    /// Attributes become entries; a block becomes a map under its type, nested by its labels; repeated blocks a list.
    /// </summary>
    /// <exception cref="HclException">Names file, line and column.</exception>
    public static MapNode Parse(string text, string? file = null) => new HclParser(text, file, keepExpressions: false).File();

    /// <summary>As <see cref="Parse"/> for files with expressions: whatever is not a plain value is kept as "${text}".</summary>
    /// <exception cref="HclException">Names file, line and column.</exception>
    public static MapNode ParseLoosely(string text, string? file = null) => new HclParser(text, file, keepExpressions: true).File();
}
