using Gaia.Documents;

namespace Gaia.Yq;

/// <summary>An expression that does not parse or does not fit its input. Code: yq.failed.</summary>
/// <param name="column">1-based column in the expression; 0 when unknown.</param>
public sealed class YqException(string reason, string expression, int column)
    : DocumentException("yq.failed", $"yq expression '{expression}'{(column > 0 ? $", column {column}" : "")}: {reason}")
{
    public string Reason => reason;

    public string Expression => expression;

    public int Column => column;
}
