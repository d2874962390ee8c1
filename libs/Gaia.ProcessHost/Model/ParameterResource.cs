namespace Gaia.ProcessHost;

/// <summary>A value from outside: configuration Parameters:{name}, else its default, else an error that says how to set it.</summary>
public sealed class ParameterResource(string name, Func<string?> find, bool secret) : Resource(name), IValueProvider, IManifestExpressionProvider
{
    private readonly Lazy<string> _value = new(() => find() ?? throw new DistributedApplicationException(
        $"Parameter '{name}' has no value. Set the environment variable Parameters__{name.Replace('-', '_')} "
        + $"or pass --Parameters:{name}=VALUE."));

    public bool Secret { get; } = secret;
    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}

internal sealed record GeneratedValue(int MinLength, bool Special);
