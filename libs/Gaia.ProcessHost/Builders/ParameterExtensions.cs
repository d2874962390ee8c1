using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

public static class ParameterExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => Configured(builder, name), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => Configured(builder, name) ?? value, secret));

    /// <summary>A password nobody has to think of: made once, kept readable for the owner alone.</summary>
    internal static ParameterResource AddGenerated(this IDistributedApplicationBuilder builder, string name, bool special)
    {
        var rule = new GeneratedValue(22, special);
        var data = (builder as TestingBuilder)?.Inner.Data ?? ((DistributedApplicationBuilder)builder).Data;
        return builder.AddResource(new ParameterResource(
            name, () => Configured(builder, name) ?? new SecretStore(data).FindOrCreate(name, rule), secret: true)).Resource;
    }

    // An environment variable's name cannot hold a hyphen in every shell.
    private static string? Configured(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];
}
