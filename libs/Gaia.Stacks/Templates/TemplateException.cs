using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Templates;

/// <summary>A template that does not parse, or failed while rendering.</summary>
public sealed class TemplateException(string reason, SourceMark mark, string? expression, Exception? inner = null)
    : Exception(Describe(reason, mark, expression), inner)
{
    /// <summary>What happened, in Go's words where Go has words for it.</summary>
    public string Reason => reason;

    public SourceMark Mark => mark;

    /// <summary>The expression at fault as it was written.</summary>
    public string? Expression => expression;

    private static string Describe(string reason, SourceMark mark, string? expression)
    {
        var where = mark.File is null ? $"template:{mark.Line}:{mark.Column}" : mark.ToString();
        return expression is null ? $"{where}: {reason}" : $"{where}: in <{expression}>: {reason}";
    }
}
