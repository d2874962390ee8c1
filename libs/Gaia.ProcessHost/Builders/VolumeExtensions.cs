namespace Gaia.ProcessHost;

public static class VolumeExtensions
{
    /// <summary>Data is kept between runs, in volumes/{name} of the data folder. --clean starts anew.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => Keep(builder, name, isReadOnly);

    /// <inheritdoc cref="WithDataVolume(IResourceBuilder{PostgresServerResource}, string?, bool)"/>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) => Keep(builder, name, isReadOnly);

    private static IResourceBuilder<T> Keep<T>(IResourceBuilder<T> builder, string? name, bool isReadOnly) where T : IResource =>
        builder.WithAnnotation(new DataVolumeAnnotation(name, isReadOnly));
}
