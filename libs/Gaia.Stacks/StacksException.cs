using Gaia.Stacks.Nodes;

namespace Gaia.Stacks;

/// <summary>A refusal of the engine: what is wrong, where, and how the engine came there.</summary>
public class StacksException : Exception
{
    public StacksException(
        string code, string message, SourceMark mark = default, IReadOnlyList<SourceMark>? importChain = null,
        Exception? inner = null) : base(message, inner) => (Code, Mark, ImportChain) = (code, mark, importChain ?? []);

    /// <summary>Stable, for example `stack.not-found` or `yaml.syntax`.</summary>
    public string Code { get; }

    public SourceMark Mark { get; }

    /// <summary>The import statements that led to <see cref="Mark"/>, innermost first.</summary>
    public IReadOnlyList<SourceMark> ImportChain { get; }

    /// <summary>The message with its place and the chain of imports, one per line.</summary>
    public string Describe()
    {
        var place = Mark.File is null ? "" : $"{Mark}: ";
        return place + Message + string.Concat(ImportChain.Select(mark => $"\n  imported at {mark}"));
    }
}

public sealed class StacksNotFoundException(
    string code, string message, IReadOnlyList<string>? nearest = null, SourceMark mark = default)
    : StacksException(code, message, mark)
{
    /// <summary>The names that are closest to the one that was asked for, best first.</summary>
    public IReadOnlyList<string> Nearest { get; } = nearest ?? [];
}

public sealed class StacksInvalidException(
    string code, string message, SourceMark mark = default, IReadOnlyList<SourceMark>? importChain = null,
    Exception? inner = null) : StacksException(code, message, mark, importChain, inner);
