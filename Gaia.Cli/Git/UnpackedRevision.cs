using System.Formats.Tar;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks;

namespace Gaia.Cli.Git;

/// <summary>
/// Another state of this repository: a commit unpacked into a temporary directory, or a checkout that is there already.
/// It is read with today's configuration, so that only manifests and components are compared.
/// </summary>
internal sealed class UnpackedRevision : IDisposable
{
    private readonly string? temporary;

    private UnpackedRevision(string root, string? temporary) => (Root, this.temporary) = (root, temporary);

    public string Root { get; }

    public static UnpackedRevision Checkout(CliContext context, string path)
    {
        var root = Path.GetFullPath(path, context.WorkingDirectory);
        return Directory.Exists(root) ? new UnpackedRevision(root, null)
            : throw new CliException($"--repo-path: directory {path} does not exist.", ExitCodes.WrongUse);
    }

    public static async Task<UnpackedRevision> UnpackAsync(CliContext context, string root, string commit)
    {
        var directory = Directory.CreateTempSubdirectory("gaia-revision-").FullName;
        var archive = Path.Combine(directory, ".archive.tar");
        try
        {
            await GitProgram.ReadAsync(context, root, "archive", "--format=tar", $"--output={archive}", commit);
            await TarFile.ExtractToDirectoryAsync(archive, directory, overwriteFiles: true, context.Token);
            File.Delete(archive);
            return new UnpackedRevision(directory, directory);
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    /// <summary>The repository of that state, as seen from the same place in the tree.</summary>
    public AtmosRepository Open(CliContext context, AtmosRepository current, string currentRoot) => AtmosRepository.Open(
        Repository.Options(context, Mapped(context.WorkingDirectory, currentRoot)) with
        {
            ConfigPaths = [.. current.Configuration.Files],
            BasePath = Mapped(current.Configuration.BasePath, currentRoot),
            SearchOutward = false,
        });

    public void Dispose()
    {
        if (temporary is not null) Directory.Delete(temporary, recursive: true);
    }

    private string Mapped(string path, string currentRoot) => Path.GetFullPath(Path.GetRelativePath(currentRoot, path), Root);
}
