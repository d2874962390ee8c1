namespace Gaia.ProcessHost;

/// <summary>A secret as part of a URI: percent-encoded, or a bare '@' in a password would end the user part.</summary>
internal sealed class UriEncoded(ParameterResource parameter) : IValueProvider, IManifestExpressionProvider
{
    public ParameterResource Parameter { get; } = parameter;

    public string Name => $"{Parameter.Name}-uri-encoded";

    public string ValueExpression => $"{{{Name}.value}}";

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Uri.EscapeDataString(await Parameter.GetValueAsync(cancellationToken) ?? "");
}
