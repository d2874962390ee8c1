using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Templates;

/// <summary>A template that does not parse, or failed while rendering. Code: template.failed.</summary>
public sealed class TemplateException(string reason, SourceMark mark, string? expression, Exception? inner = null)
    : DocumentException("template.failed", Words(reason, mark, expression), mark, null, inner)
{
    /// <summary>What happened, in Go's words where Go has words for it.</summary>
    public string Reason => reason;

    /// <summary>The expression at fault as it was written.</summary>
    public string? Expression => expression;

    private static string Words(string reason, SourceMark mark, string? expression)
    {
        var where = mark.File is null ? $"template:{mark.Line}:{mark.Column}: " : "";
        return expression is null ? where + reason : $"{where}in <{expression}>: {reason}";
    }
}
