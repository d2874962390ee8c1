namespace Gaia.ProcessHost;

/// <summary>A value known only when the application runs (a port, a password).</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>The same value's placeholder in a manifest, such as "{api.bindings.http.url}".</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

public interface IResourceWithConnectionString : IResource, IValueProvider, IManifestExpressionProvider
{
    ReferenceExpression ConnectionStringExpression { get; }

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);

    /// <summary>Given beside the connection string as {NAME}_{PROPERTY}: Host, Port, Uri, ...</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties();
}
