using Gaia.Configurations.Archives;
using Gaia.Stacks;
using Gaia.Stacks.Files;
using Gaia.Stacks.Validation;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Revisions;

/// <summary>
/// Turns a revision of the registered repository into the same kind of archive that a client uploads, with what the one
/// component needs, so that everything after it works on archives only.
/// </summary>
public sealed class PackRevision(GitRepository git, StoreConfiguration store, IOptions<ConfigurationsOptions> options)
{
    /// <returns>The archive and the commit's full name.</returns>
    public async Task<(ConfigurationDigest Digest, string Commit)> ExecuteAsync(
        string reference, string component, string stack, CancellationToken cancellationToken)
    {
        var commit = await git.ResolveAsync(reference, cancellationToken);
        var folder = options.Value.DataPath("checkouts", $"{commit[..12]}-{Guid.NewGuid():N}");
        try
        {
            await git.CheckOutAsync(commit, folder, cancellationToken);
            using var archive = new MemoryStream();
            var summary = Pack(folder, component, stack, archive, cancellationToken);
            archive.Position = 0;
            var digest = new ConfigurationDigest(summary.Digest);
            await store.ExecuteAsync(digest, archive, cancellationToken);
            return (digest, commit);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(Path.Combine(folder, "..", $".{Path.GetFileName(folder)}.index"));
        }
    }

    private static ArchiveSummary Pack(string folder, string component, string stack, Stream archive, CancellationToken cancellationToken)
    {
        var repository = AtmosRepository.Open(new RepositoryOptions { Root = RepositoryRoot.ConfinedTo(folder), WorkingDirectory = folder, SearchOutward = false });
        var instance = repository.Find(component, stack);
        instance.Evaluate(new() { ProcessFunctions = false, ProcessTemplates = false }, cancellationToken);
        var files = repository.FilesRead.Where(file => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return ConfigurationArchive.Pack(
            new ArchiveSource { Root = folder, Files = [.. files], Folders = [instance.AbsoluteFolder, .. ComponentPolicy.Places(repository.Configuration, instance)] }, archive, null, cancellationToken);
    }
}
