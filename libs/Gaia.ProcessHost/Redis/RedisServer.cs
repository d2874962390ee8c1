using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

internal static class RedisServer
{
    public static string? Program => ProgramFinder.Find("redis-server") ?? ProgramFinder.Find("valkey-server");

    public static async Task<ProcessSpec?> PrepareAsync(RedisResource resource, LaunchContext launch)
    {
        var account = UnixAccount.Unprivileged("redis", "valkey");
        var volume = launch.Volume(account);
        // A file, because everybody may read another process's arguments.
        var configuration = Path.Combine(volume, "redis.conf");
        PrivateFile.Write(configuration, $"""
            port {launch.PortOf(resource.Endpoint.Annotation)}
            bind 127.0.0.1 -::1
            requirepass "{await resource.Password.GetValueAsync(launch.Stopping)}"
            dir "{volume}"
            {(resource.Annotations.OfType<DataVolumeAnnotation>().Any() ? "save 60 1" : "save \"\"")}
            always-show-logo no

            """, account);
        return new ProcessSpec(Program!, [configuration]) { Account = account, Grace = TimeSpan.FromSeconds(10) };
    }
}
