using Gaia.Configurations.Archives;
using Gaia.Documents;
using Gaia.Stacks;
using Gaia.Stacks.Files;
using Gaia.Stacks.Validation;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Revisions;

/// <summary>
/// Turns a revision of the registered repository into the same kind of archive that a client uploads, with what the one
/// component needs, so that everything after it works on archives only.
/// </summary>
public sealed class PackRevision(
    GitRepository git, StoreConfiguration store, IOptions<ConfigurationsOptions> options, IOptions<RevisionOptions> refs)
{
    /// <summary>What can be told of it before anything is fetched.</summary>
    /// <exception cref="ConfigurationRefusedException"><c>configuration.bad-ref</c>, <c>configuration.no-repository</c></exception>
    public void Check(string reference)
    {
        _ = RevisionName.Parse(reference);
        _ = git.Repository;
    }

    /// <exception cref="ConfigurationRefusedException">
    /// <c>configuration.no-repository</c>, <c>configuration.bad-ref</c>, <c>configuration.ref-ambiguous</c>, <c>configuration.ref-not-found</c>,
    /// <c>configuration.ref-not-allowed</c>, <c>configuration.repository-unreachable</c>
    /// </exception>
    public async Task<PackedRevision> ExecuteAsync(string reference, string component, string stack, CancellationToken cancellationToken)
    {
        var revision = await git.ResolveAsync(RevisionName.Parse(reference), cancellationToken);
        var (allowed, commit) = (refs.Value.AllowedRefs, revision.Commit);
        if (allowed.Count > 0 && !RefPatterns.Fit(allowed, revision.Refs)) throw ConfigurationErrors.RefNotAllowed(reference, commit, allowed);
        var folder = options.Value.DataPath("checkouts", $"{commit[..12]}-{Guid.NewGuid():N}");
        try
        {
            await git.CheckOutAsync(commit, folder, cancellationToken);
            using var archive = new MemoryStream();
            var summary = Pack(folder, component, stack, archive, cancellationToken);
            archive.Position = 0;
            var digest = new ConfigurationDigest(summary.Digest);
            await store.ExecuteAsync(digest, archive, cancellationToken);
            return new(digest, commit, RefPatterns.Fit(refs.Value.ProtectedRefs, revision.Refs));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(Path.Combine(folder, "..", $".{Path.GetFileName(folder)}.index"));
        }
    }

    private static ArchiveSummary Pack(string folder, string component, string stack, Stream archive, CancellationToken cancellationToken)
    {
        using var budget = WorkBudget.Begin(cancellationToken);
        var repository = AtmosRepository.Open(new RepositoryOptions { Root = RepositoryRoot.ConfinedTo(folder), WorkingDirectory = folder, SearchOutward = false });
        var instance = repository.Find(component, stack);
        instance.Evaluate(new() { ProcessFunctions = false, ProcessTemplates = false }, cancellationToken);
        var files = repository.FilesRead.Where(file => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return ConfigurationArchive.Pack(
            new ArchiveSource { Root = folder, Files = [.. files], Folders = [instance.AbsoluteFolder, .. ComponentPolicy.Places(repository.Configuration, instance)] }, archive, null, cancellationToken);
    }
}
