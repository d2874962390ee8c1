using System.Security.Cryptography;
using System.Text;
using Gaia.Configurations.Blobs;
using Gaia.Stacks.Processes;
using Gaia.Stacks.Secrets;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Revisions;

/// <summary>
/// The registered repository (<c>Gaia__Repository</c>), mirrored below <c>&lt;data&gt;/git</c>. A ref becomes a commit at once, so
/// that a run is about one commit whatever happens to the branch afterwards.
/// </summary>
public sealed class GitRepository(IOptions<ConfigurationsOptions> options)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim mirroring = new(1);

    /// <summary>Resolves a branch, tag or commit to the commit and to the branches and tags that hold it, fetching first.</summary>
    internal async Task<Revision> ResolveAsync(RevisionName name, CancellationToken cancellationToken)
    {
        var mirror = await MirrorAsync(Repository, cancellationToken);
        var named = (await RefsAsync(mirror, name.Refs, cancellationToken)).Intersect(name.Refs, StringComparer.Ordinal).ToList();
        if (named.Count > 1) throw ConfigurationErrors.AmbiguousRef(name.Text, named);
        var commit = (named, name.Commit) switch
        {
            ([var one], _) => await CommitAsync(mirror, one, cancellationToken),
            (_, { } digits) when await CommitAsync(mirror, digits, cancellationToken) is { } found && found.StartsWith(digits, StringComparison.Ordinal) => found,
            _ => null,
        } ?? throw ConfigurationErrors.RefNotFound(name.Text, Shown(Repository), "no branch, tag or commit of that name");
        // The mirror has more than branches and tags: what others propose (refs/pull/...) counts only once it is in one of these.
        var holders = await RefsAsync(mirror, [$"--contains={commit}", "refs/heads", "refs/tags"], cancellationToken);
        return holders.Count > 0 ? new(commit, holders) : throw ConfigurationErrors.RefNotFound(name.Text, Shown(Repository), "no branch and no tag holds this commit");
    }

    private async Task<IReadOnlyList<string>> RefsAsync(string mirror, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments.Count == 0) return [];
        var (code, output, errors) = await GitAsync(["--git-dir", mirror, "for-each-ref", "--format=%(refname)", .. arguments], cancellationToken);
        return code == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"git for-each-ref in {mirror}: {errors.Trim()}");
    }

    private async Task<string?> CommitAsync(string mirror, string name, CancellationToken cancellationToken)
    {
        var (code, output, _) = await GitAsync(
            ["--git-dir", mirror, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"], cancellationToken);
        return code == 0 ? output.Trim() : null;
    }

    /// <summary>Writes the files of a commit into an empty folder.</summary>
    internal async Task CheckOutAsync(string commit, string folder, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(folder);
        var (code, _, errors) = await GitAsync(
            ["--git-dir", MirrorOf(Repository), "--work-tree", folder, "-c", "core.hooksPath=/dev/null", "checkout", "--force", "--quiet",
             "--no-overlay", commit, "--", "."], cancellationToken, indexIn: folder);
        if (code != 0) throw Unreachable(Repository, errors);
    }

    /// <exception cref="ConfigurationRefusedException"><c>configuration.no-repository</c></exception>
    internal string Repository => options.Value.Repository is { Length: > 0 } repository ? repository : throw ConfigurationErrors.NoRepository();

    private async Task<string> MirrorAsync(string repository, CancellationToken cancellationToken)
    {
        var mirror = MirrorOf(repository);
        await mirroring.WaitAsync(cancellationToken);
        try
        {
            PrivateFolder.Create(options.Value.DataPath("git"));
            var (code, _, errors) = Directory.Exists(mirror)
                ? await GitAsync(["--git-dir", mirror, "fetch", "--prune", "--quiet", "origin"], cancellationToken)
                : await CloneAsync(repository, mirror, cancellationToken);
            return code == 0 ? mirror : throw Unreachable(repository, errors);
        }
        catch (TimeoutException)
        {
            throw Unreachable(repository, $"it did not answer within {Timeout.TotalMinutes:0} minutes"); // the command holds the URL as it is set
        }
        finally
        {
            mirroring.Release();
        }
    }

    // Under another name until it is whole: one that was killed in the middle is not a mirror.
    private async Task<(int Code, string Output, string Errors)> CloneAsync(string repository, string mirror, CancellationToken cancellationToken)
    {
        var cloning = $"{mirror}.{Guid.NewGuid():N}.tmp";
        try
        {
            var answer = await GitAsync(["clone", "--mirror", "--quiet", "--", repository, cloning], cancellationToken);
            if (answer.Code == 0 && !Directory.Exists(mirror)) Directory.Move(cloning, mirror);
            return answer;
        }
        finally
        {
            if (Directory.Exists(cloning)) Directory.Delete(cloning, recursive: true);
        }
    }

    private string MirrorOf(string repository) => options.Value.DataPath(
        "git", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..32] + ".git");

    private async Task<(int Code, string Output, string Errors)> GitAsync(
        string[] arguments, CancellationToken cancellationToken, string? indexIn = null)
    {
        var environment = ChildEnvironment.OfThisProcess();
        environment["GIT_TERMINAL_PROMPT"] = "0";
        if (indexIn is not null) environment["GIT_INDEX_FILE"] = Path.Combine(indexIn, "..", $".{Path.GetFileName(indexIn)}.index");
        var answer = await new ShortCommand("git", arguments) { Environment = environment, Limit = Timeout }.RunAsync(cancellationToken);
        // git knows no other way to tell it.
        return answer.Code != 0 && answer.Errors.Contains("No space left on device", StringComparison.Ordinal)
            ? throw FullDisk.In(options.Value.DataPath("git"), new IOException(answer.Errors.Trim())) : answer;
    }

    private static ConfigurationRefusedException Unreachable(string repository, string errors) =>
        ConfigurationErrors.RepositoryUnreachable(Shown(repository), Credentials.Without(errors.Trim()));

    // A URL may carry a password.
    private static string Shown(string repository) => Credentials.Without(repository);
}
