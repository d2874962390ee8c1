using System.Reflection;

namespace Gaia.AppHost.Publishing;

internal static class PublishAsImageExtensions
{
    private const string FilesVolume = "gaia-files";

    /// <summary>
    /// Published as a container of the image that scripts/images.sh builds, with the data folder, if it has one, as a volume
    /// that API and worker share: a project in the manifest can have none, and its path would be one of this machine.
    /// </summary>
    public static IResourceBuilder<ProjectResource> PublishAsImage(this IResourceBuilder<ProjectResource> builder, string image, string? filesFolder = null) =>
        builder.PublishAsDockerFile(container =>
        {
            foreach (var build in container.Resource.Annotations.OfType<DockerfileBuildAnnotation>().ToList())
                container.Resource.Annotations.Remove(build);
            container.WithImage(image, Version());
            if (filesFolder is not null) container.WithVolume(FilesVolume, filesFolder);
        });

    private static string Version() => typeof(PublishAsImageExtensions).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
