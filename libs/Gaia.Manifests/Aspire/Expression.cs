using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

/// <summary>
/// Text with placeholders: `Host={postgres.bindings.tcp.host};Port=...`. Aspire escapes nothing: braces around anything else are text,
/// `/catalog/{**catch-all}` and `{{ .Name }}` alike, and of braces in braces the innermost pair is a placeholder.
/// </summary>
/// <param name="Text">As it is written.</param>
public sealed record Expression(string Text, IReadOnlyList<ExpressionPart> Parts, SourceMark Mark);

public abstract record ExpressionPart;

public sealed record LiteralPart(string Text) : ExpressionPart;

/// <param name="Resource">First word of the path.</param>
/// <param name="Path">The words after it: `bindings`, `tcp`, `host`.</param>
public sealed record PlaceholderPart(string Resource, IReadOnlyList<string> Path) : ExpressionPart
{
    public override string ToString() => $"{{{Resource}.{string.Join('.', Path)}}}";
}
