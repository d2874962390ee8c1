using Gaia.Documents.Nodes;

namespace Gaia.Documents;

/// <summary>A refusal: what is wrong, where it is written, and how that place was reached.</summary>
public class DocumentException(
    string code, string message, SourceMark mark = default, IReadOnlyList<SourceMark>? importChain = null,
    Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable, for example `yaml.syntax` or `stack.not-found`.</summary>
    public string Code { get; } = code;

    public SourceMark Mark { get; } = mark;

    /// <summary>The import statements that led to <see cref="Mark"/>, innermost first.</summary>
    public IReadOnlyList<SourceMark> ImportChain { get; } = importChain ?? [];

    /// <summary>The message with its place and the chain of imports, one per line.</summary>
    public string Describe()
    {
        var place = Mark.File is null ? "" : $"{Mark}: ";
        return place + Message + string.Concat(ImportChain.Select(mark => $"\n  imported at {mark}"));
    }
}
