using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

public static class RedisExtensions
{
    /// <summary>A Redis server from the machine's redis-server or valkey-server, on loopback, with a password. In Aspire: a container.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var resource = new RedisResource(name, password?.Resource ?? builder.AddGenerated($"{name}-password", special: false));
        resource.Annotations.Add(new EndpointAnnotation(RedisResource.EndpointName, "redis")
        {
            Port = port,
            TargetPort = 6379,
            TargetIsCustom = true,
        });
        resource.Annotations.Add(new LaunchAnnotation(launch => RedisServer.PrepareAsync(resource, launch))
        {
            Missing = () => RedisServer.Program is null ? [new MissingProgram(name, "redis-server or valkey-server", "redis-server")] : [],
        });
        resource.Annotations.Add(new HealthCheckAnnotation((_, ct) => RedisPing.CheckAsync(resource, ct)));
        return builder.AddResource(resource);
    }
}
