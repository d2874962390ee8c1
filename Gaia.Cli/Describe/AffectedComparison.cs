using System.CommandLine;
using Gaia.Cli.Git;
using Gaia.Cli.Hosting;
using Gaia.Stacks;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Evaluation;

namespace Gaia.Cli.Describe;

/// <summary>What to compare with: a checkout, a commit, a reference, or else the default branch of origin.</summary>
internal sealed record AffectedComparison(string? RepoPath, string? Sha, string? Ref)
{
    public async Task<IReadOnlyList<Affected>> FindAsync(CliContext context, AtmosRepository current, Func<AffectedQuery, AffectedQuery> narrow)
    {
        var root = await GitProgram.RootAsync(context, current.Configuration.BasePath);
        var commit = RepoPath is null ? await CommitAsync(context, root) : null;
        using var before = RepoPath is { } path ? UnpackedRevision.Checkout(context, path) : await UnpackedRevision.UnpackAsync(context, root, commit!);
        var changed = commit is null ? await ChangedFiles.BetweenAsync(context, root, before.Root) : await ChangedFiles.SinceAsync(context, root, commit);
        var query = narrow(new AffectedQuery { RepositoryRoot = root, ChangedFiles = changed, Evaluation = EvaluationOptions.Default });
        return DescribeAffected.Of(current, before.Open(context, current, root), query, context.Token);
    }

    private async Task<string> CommitAsync(CliContext context, string root)
    {
        var name = Sha ?? Ref ?? "refs/remotes/origin/HEAD";
        try
        {
            return (await GitProgram.ReadAsync(context, root, "rev-parse", "--verify", "--quiet", $"{name}^{{commit}}")).Trim();
        }
        catch (CliException)
        {
            throw new CliException($"git knows no commit `{name}` in {root}.", ExitCodes.Failed,
                "Name one with --ref or --sha, or a checkout with --repo-path; `git fetch` first where it is on the server only.");
        }
    }
}
