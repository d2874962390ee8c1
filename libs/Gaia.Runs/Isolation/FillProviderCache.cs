using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text.Json;
using System.Threading.Channels;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Fetches what runs had to install into the cache that all share. Not from the run, which may have put anything under the name of a
/// provider (its own folder <c>terraform.d/plugins</c> is enough for that): terraform installs it again from where the worker's own
/// configuration says, in a folder in which there is nothing of the run but the provider's name. That name has a host: the worker asks only
/// those that its operator knows.
/// </summary>
public sealed partial class FillProviderCache(IOptions<RunsOptions> options, TimeProvider time, ILogger<FillProviderCache> logger) : BackgroundService
{
    private const string Unfinished = ".new-";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);
    private static readonly string[] KnownHosts = ["registry.terraform.io", "registry.opentofu.org"];
    private readonly Channel<(string Program, ProviderPackage Package)> wanted = Channel.CreateBounded<(string, ProviderPackage)>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.Wait });
    private readonly ConcurrentDictionary<string, bool> tried = new();

    /// <summary>After an init: what the run installed and does not have from the shared folder.</summary>
    internal void Want(string program, string shared, WorkDirectory work)
    {
        foreach (var package in ProviderCache.Packages(work.Plugins).Where(name => !Path.Exists(Path.Combine(shared, name))).Select(ProviderPackage.Parse).OfType<ProviderPackage>().Where(package => IsKnown(package.Host)))
            if (tried.TryAdd(package.Path, true) && !wanted.Writer.TryWrite((program, package))) tried.TryRemove(package.Path, out _);
    }

    internal bool IsKnown(string host) => KnownHosts.Concat(options.Value.ProviderHosts).Contains(host, StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        RemoveUnfinished();
        await foreach (var (program, package) in wanted.Reader.ReadAllAsync(stoppingToken))
        {
            if (await FillAsync(program, package, stoppingToken) is { } why) LogNotShared(package.Path, why);
            else LogShared(package.Path);
        }
    }

    /// <returns>Null where it is there now, else why not.</returns>
    internal async Task<string?> FillAsync(string program, ProviderPackage package, CancellationToken cancellationToken)
    {
        var worker = ChildEnvironment.OfThisProcess();
        var shared = ProviderCache.Shared(options.Value, worker);
        // Within the shared folder: another one could lie on another disk, and not be this worker's to write.
        var folder = Path.Combine(shared, $"{Unfinished}{Guid.NewGuid():N}");
        try
        {
            PrivateFolder.Create(folder);
            var cache = PrivateFolder.Create(Path.Combine(folder, "cache"));
            await File.WriteAllTextAsync(Path.Combine(folder, "main.tf.json"), Requirement(package), cancellationToken);
            var environment = TerraformEnvironment.Build(RunEnvironment.Of(worker, options.Value.RunEnvironment), new Dictionary<string, string>(), cache, hasLockFile: false);
            var (code, _, errors) = await new ShortCommand(program, ["init", "-backend=false", "-input=false", "-no-color"])
            {
                Environment = environment, Folder = folder, Limit = Limit,
            }.RunAsync(cancellationToken);
            var (made, kept) = (Path.Combine(cache, package.Path), Path.Combine(shared, package.Path));
            if (code != 0 || !Path.Exists(made)) return errors.Trim();
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            if (!Path.Exists(kept)) Directory.Move(made, kept);
            return null;
        }
        catch (Exception fault) when (fault is Win32Exception or TimeoutException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
        finally
        {
            Forget(folder);
        }
    }

    /// <summary>Of workers that were killed meanwhile; one that another works in is younger.</summary>
    private void RemoveUnfinished()
    {
        var shared = ProviderCache.Shared(options.Value, ChildEnvironment.OfThisProcess());
        if (!Directory.Exists(shared)) return;
        foreach (var folder in Directory.EnumerateDirectories(shared, $"{Unfinished}*"))
            if (time.GetUtcNow().UtcDateTime - Directory.GetCreationTimeUtc(folder) > 2 * Limit) Forget(folder);
    }

    private static void Forget(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way.
        }
    }

    private static string Requirement(ProviderPackage package)
    {
        var name = JsonEncodedText.Encode(package.Source);
        var version = JsonEncodedText.Encode($"= {package.Version}");
        return $$"""{"terraform": {"required_providers": {"wanted": {"source": "{{name}}", "version": "{{version}}"} } } }""";
    }

    [LoggerMessage(EventName = "runs.provider-shared", Level = LogLevel.Information, Message = "The provider {Package} is shared by all runs of this machine now.")]
    private partial void LogShared(string package);

    [LoggerMessage(EventName = "runs.provider-not-shared", Level = LogLevel.Information,
        Message = "The provider {Package} is not shared; each run installs it. The worker itself cannot: {Reason}")]
    private partial void LogNotShared(string package, string reason);
}
