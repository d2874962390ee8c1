using Gaia.Configurations.Archives;
using Gaia.Configurations.Blobs;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Processes;
using Gaia.Stacks.Terraform;
using Gaia.Vendoring;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations;

/// <summary>
/// Archives unpacked once per machine below <c>&lt;data&gt;/configurations</c>, by digest, never written to again. A run copies
/// what it needs into its own workdir. A folder's time says when it was last used, to the hour: those that nobody uses are removed, and
/// unpacked anew where one is asked for again.
/// </summary>
public sealed class UnpackedConfigurations(IBlobStore blobs, IOptions<ConfigurationsOptions> options, TimeProvider time)
{
    /// <summary>None is removed that was used since: whoever was given its folder is done with it long before.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);
    private const int LockTries = 1000;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    private static readonly string[] OfTheMachine = ["HOME", "PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"];

    /// <returns>The folder.</returns>
    public async Task<string> UnpackAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        var folder = options.Value.DataPath("configurations", digest.Hex);
        if (await TouchAsync(digest, cancellationToken)) return folder;
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
        Directory.SetLastWriteTimeUtc(temporary, time.GetUtcNow().UtcDateTime); // what was unpacked may have brought a time along
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

    /// <summary>It is in use.</summary>
    /// <returns>False where it is not unpacked here.</returns>
    internal async Task<bool> TouchAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        var folder = options.Value.DataPath("configurations", digest.Hex);
        if (!Directory.Exists(folder)) return false;
        if (IsUsedSince(folder, TouchInterval)) return true;
        using var alone = await LockAsync(cancellationToken);
        if (!Directory.Exists(folder)) return false;
        Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);
        return true;
    }

    /// <returns>Those that are unpacked on this machine and that nobody has used for <see cref="Rest"/>, with the time of their last use.</returns>
    public IReadOnlyDictionary<ConfigurationDigest, DateTimeOffset> Unused() => !Directory.Exists(options.Value.DataPath("configurations")) ? []
        : Directory.EnumerateDirectories(options.Value.DataPath("configurations")).Where(folder => !IsUsedSince(folder, Rest))
            .Select(folder => (IsOne: ConfigurationDigest.TryParse($"sha256:{Path.GetFileName(folder)}", out var digest), Digest: digest, Used: Directory.GetLastWriteTimeUtc(folder)))
            .Where(found => found.IsOne).ToDictionary(found => found.Digest, found => new DateTimeOffset(found.Used));

    /// <summary>Unless somebody has used it meanwhile.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> RemoveAsync(ConfigurationDigest digest, CancellationToken cancellationToken)
    {
        var folder = options.Value.DataPath("configurations", digest.Hex);
        var temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        using (await LockAsync(cancellationToken))
        {
            if (!Directory.Exists(folder) || IsUsedSince(folder, Rest)) return false;
            Directory.Move(folder, temporary);
        }
        Directory.Delete(temporary, recursive: true);
        return true;
    }

    private bool IsUsedSince(string folder, TimeSpan age) => time.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(folder) < age;

    // Between processes, too: else one could be told of a folder that another is about to remove. It is held for a moment only.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var path = options.Value.DataPath("configurations", ".lock");
        RegularFile.Demand(path);
        for (var left = LockTries; ; left--)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0 && File.Exists(path))
            {
                await Task.Delay(LockPause, time, cancellationToken);
            }
        }
    }

    /// <summary>The repository in an unpacked configuration, opened as its sender had opened it.</summary>
    public static AtmosRepository Open(
        string folder, OutsideAccess outside, Func<ComponentInstance, StateIdentity, CancellationToken, KnownOutputs?>? kept = null,
        Action<StateIdentity, CancellationToken>? demandReader = null)
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
            DemandReader = demandReader,
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
