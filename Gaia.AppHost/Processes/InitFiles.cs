namespace Gaia.AppHost.Processes;

/// <summary>What <c>WithInitFiles</c> puts into the container, for postgres.sh to run at the first start.</summary>
internal static class InitFiles
{
    /// <summary>Where PostgreSQL's image looks for them.</summary>
    public const string Place = "/docker-entrypoint-initdb.d";

    public static async Task WriteAsync(ContainerResource server, string folder, IServiceProvider services, CancellationToken ct)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var files in server.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().Where(files => files.DestinationPath == Place))
            Write(folder, await files.Callback(new ContainerFileSystemCallbackContext { Model = server, Services = services }, ct));
    }

    private static void Write(string folder, IEnumerable<ContainerFileSystemItem> items)
    {
        Directory.CreateDirectory(folder);
        foreach (var item in items)
        {
            var path = Path.Combine(folder, item.Name);
            if (item is ContainerDirectory directory)
                Write(path, directory.Entries);
            else if (item is ContainerFileBase { SourcePath: { } source })
                File.Copy(source, path);
            else if (item is ContainerFile file)
                File.WriteAllText(path, file.Contents);
        }
    }
}
