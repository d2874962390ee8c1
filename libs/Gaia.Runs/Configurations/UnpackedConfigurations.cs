using Gaia.Runs.Blobs;
using Gaia.Stacks;
using Gaia.Stacks.Archives;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Configurations;

/// <summary>
/// Archives unpacked once per machine below <c>&lt;data&gt;/configurations</c>, by digest, never written to again. A run copies
/// what it needs into its own workdir.
/// </summary>
public sealed class UnpackedConfigurations(IBlobStore blobs, IOptions<RunsOptions> options)
{
    /// <returns>The folder.</returns>
    internal async Task<string> UnpackAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        var folder = options.Value.DataPath("configurations", digest.Hex);
        if (Directory.Exists(folder)) return folder;
        await using var archive = await blobs.OpenReadAsync(ConfigurationStore.Blob(digest), cancellationToken)
            ?? throw RunErrors.ConfigurationNotFound(digest);
        PrivateFolder.Create(options.Value.DataPath("configurations"));
        var temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        ConfigurationArchive.Unpack(archive, temporary, new ArchiveLimits { PackedBytes = options.Value.MaxArchiveBytes }, cancellationToken);
        try
        {
            Directory.Move(temporary, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(temporary, recursive: true); // somebody else was faster
        }
        return folder;
    }

    /// <summary>The repository in an unpacked configuration, opened as its sender had opened it.</summary>
    internal static AtmosRepository Open(
        string folder, OutsideAccess outside, Func<Stacks.Components.ComponentInstance, CancellationToken, KnownOutputs?>? kept = null)
    {
        var context = ConfigurationArchive.ReadContext(folder);
        return AtmosRepository.Open(new RepositoryOptions
        {
            WorkingDirectory = Path.Combine(folder, context.WorkingDirectory),
            ConfigPaths = [.. context.ConfigPaths.Select(path => Path.Combine(folder, path))],
            BasePath = context.BasePath is null ? null : Path.Combine(folder, context.BasePath),
            Environment = outside.HasFlag(OutsideAccess.Environment) ? WithProcess(context.Environment) : context.Environment,
            Profiles = context.Profiles,
            Outside = outside,
            KeptOutputs = kept,
            SearchOutward = false,
        });
    }

    private static Dictionary<string, string> WithProcess(IReadOnlyDictionary<string, string> sent)
    {
        var all = Terraform.ChildEnvironment.OfThisProcess();
        foreach (var name in all.Keys.Where(name => name.StartsWith("ATMOS_", StringComparison.Ordinal)).ToList()) all.Remove(name);
        foreach (var (name, value) in sent) all[name] = value;
        return all;
    }
}
