using Gaia.Configurations.Archives;
using Gaia.Configurations.Blobs;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Processes;
using Gaia.Vendoring;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations;

/// <summary>
/// Archives unpacked once per machine below <c>&lt;data&gt;/configurations</c>, by digest, never written to again. A run copies
/// what it needs into its own workdir.
/// </summary>
public sealed class UnpackedConfigurations(IBlobStore blobs, IOptions<ConfigurationsOptions> options)
{
    private static readonly string[] OfTheMachine = ["HOME", "PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"];

    /// <returns>The folder.</returns>
    public async Task<string> UnpackAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        var folder = options.Value.DataPath("configurations", digest.Hex);
        if (Directory.Exists(folder)) return folder;
        await using var archive = await blobs.OpenReadAsync(digest.Blob, cancellationToken)
            ?? throw ConfigurationErrors.ConfigurationNotFound(digest);
        PrivateFolder.Create(options.Value.DataPath("configurations"));
        var temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            ConfigurationArchive.Unpack(archive, temporary, new ArchiveLimits { PackedBytes = options.Value.MaxArchiveBytes }, cancellationToken);
        }
        catch (IOException fault) when (FullDisk.Of(fault) is not null)
        {
            throw FullDisk.In(folder, fault);
        }
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
    public static AtmosRepository Open(
        string folder, OutsideAccess outside, Func<ComponentInstance, CancellationToken, KnownOutputs?>? kept = null)
    {
        var context = ConfigurationArchive.ReadContext(folder);
        return AtmosRepository.Open(new RepositoryOptions
        {
            Root = RepositoryRoot.ConfinedTo(folder),
            WorkingDirectory = Path.Combine(folder, context.WorkingDirectory),
            ConfigPaths = [.. context.ConfigPaths.Select(path => Path.Combine(folder, path))],
            BasePath = context.BasePath is null ? null : Path.Combine(folder, context.BasePath),
            // Files of this machine are found by its own variables alone.
            Environment = outside.HasFlag(OutsideAccess.Environment)
                ? WithProcess([.. context.Environment, .. context.Variables.Where(variable => !OfTheMachine.Contains(variable.Key))]) : context.Environment,
            // Where the environment of this machine does not count, nothing of it may come in the place of the sender's.
            Variables = outside.HasFlag(OutsideAccess.Environment) ? WithProcess([.. context.Environment, .. context.Variables]) : new SentEnvironment(context.Variables, context.AbsentVariables.ToHashSet(StringComparer.Ordinal)),
            SentFrom = new SentFrom(folder, context.Git),
            Profiles = context.Profiles,
            Outside = outside,
            Fetch = RemoteFile.Fetch,
            KeptOutputs = kept,
            SearchOutward = false,
        });
    }

    private static Dictionary<string, string> WithProcess(IEnumerable<KeyValuePair<string, string>> sent)
    {
        var all = ChildEnvironment.OfThisProcess();
        foreach (var name in all.Keys.Where(name => name.StartsWith("ATMOS_", StringComparison.Ordinal)).ToList()) all.Remove(name);
        foreach (var (name, value) in sent) all[name] = value;
        return all;
    }
}
