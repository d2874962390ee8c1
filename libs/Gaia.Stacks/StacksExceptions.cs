using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks;

public sealed class StacksNotFoundException(
    string code, string message, IReadOnlyList<string>? nearest = null, SourceMark mark = default)
    : DocumentException(code, message, mark)
{
    /// <summary>The names that are closest to the one that was asked for, best first.</summary>
    public IReadOnlyList<string> Nearest { get; } = nearest ?? [];
}

public sealed class StacksInvalidException(
    string code, string message, SourceMark mark = default, IReadOnlyList<SourceMark>? importChain = null,
    Exception? inner = null) : DocumentException(code, message, mark, importChain, inner);
