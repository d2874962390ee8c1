using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gaia.ProcessHost;

/// <summary>A text with holes that are filled at run time, or kept as placeholders in a manifest.</summary>
public sealed class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    private readonly string _format;
    private readonly IReadOnlyList<object> _holes;

    private ReferenceExpression(string format, IReadOnlyList<object> holes) => (_format, _holes) = (format, holes);

    public static ReferenceExpression Create(in ReferenceExpressionInterpolatedStringHandler handler) =>
        new(handler.Format, handler.Holes);

    public string ValueExpression =>
        string.Format(CultureInfo.InvariantCulture, _format, [.. _holes.Select(hole => ((IManifestExpressionProvider)hole).ValueExpression)]);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var values = new object?[_holes.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = await ((IValueProvider)_holes[i]).GetValueAsync(cancellationToken);
        return string.Format(CultureInfo.InvariantCulture, _format, values);
    }
}

[InterpolatedStringHandler]
public readonly struct ReferenceExpressionInterpolatedStringHandler(int literalLength, int holeCount)
{
    private readonly System.Text.StringBuilder _format = new(literalLength + (holeCount * 4));

    internal List<object> Holes { get; } = new(holeCount);

    internal string Format => _format.ToString();

    public void AppendLiteral(string value) => _format.Append(Escaped(value));

    public void AppendFormatted(string? value) => _format.Append(Escaped(value ?? ""));

    public void AppendFormatted<T>(T value) where T : IValueProvider, IManifestExpressionProvider
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{Holes.Count}}}");
        Holes.Add(value);
    }

    public void AppendFormatted<T>(IResourceBuilder<T> value) where T : IResource, IValueProvider, IManifestExpressionProvider =>
        AppendFormatted(value.Resource);

    private static string Escaped(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
