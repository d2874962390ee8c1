using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Yq;

/// <summary>An expression of the yq (v4) language as Atmos uses it for paths and queries.</summary>
public static class YqExpression
{
    /// <summary>
    /// Evaluates against one document. No result and null both give <see cref="NullNode"/>; several results give a list.
    /// </summary>
    /// <exception cref="YqException">The expression does not parse or does not fit the input.</exception>
    public static Node Evaluate(string expression, Node input, CancellationToken cancellation = default) =>
        throw new NotSupportedException($"{expression} {input.Kind} {cancellation}");
}

/// <param name="column">1-based column in the expression; 0 when unknown.</param>
public sealed class YqException(string reason, string expression, int column)
    : Exception($"yq expression '{expression}'{(column > 0 ? $", column {column}" : "")}: {reason}")
{
    public string Reason => reason;

    public string Expression => expression;

    public int Column => column;
}
