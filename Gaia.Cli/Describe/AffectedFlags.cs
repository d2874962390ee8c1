using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

/// <summary>What to compare with, and which of what differs.</summary>
internal sealed class AffectedFlags
{
    private readonly CliContext context;
    private readonly Option<string> repoPath = new("--repo-path") { Description = "Checkout to compare with" };
    private readonly Option<string> reference = new("--ref", "--base") { Description = "Git reference to compare with; origin's default branch unless given" };
    private readonly Option<string> sha = new("--sha") { Description = "Git commit to compare with; counts more than --ref" };
    private readonly Option<string> stack;
    private readonly Option<bool> dependents = new("--include-dependents") { Description = "With what depends on each" };
    private readonly Option<bool> noLocked = new("--exclude-locked") { Description = "Without locked components" };
    private readonly EvaluationFlags evaluation;

    public AffectedFlags(Command command, CliContext context)
    {
        this.context = context;
        (stack, evaluation) = (StackOption.Create(context, "Only this stack"), new EvaluationFlags(context));
        foreach (var option in new Option[] { repoPath, reference, sha, stack, dependents, noLocked }) command.Add(option);
        evaluation.AddTo(command);
        // Git is asked for what is here already, so that nothing is cloned and no key is needed.
        foreach (var name in new[] { "--clone-target-ref", "--verbose", "--include-spacelift-admin-stacks" })
            command.Add(new Option<bool>(name) { Hidden = true });
        foreach (var name in new[] { "--ssh-key", "--ssh-key-password" })
            command.Add(new Option<string>(name) { Hidden = true });
    }

    public Task<IReadOnlyList<Affected>> FindAsync(ParseResult parsed, AtmosRepository repository, bool withSettings = true)
    {
        var comparison = new AffectedComparison(Value(parsed, repoPath, "REPO_PATH"), Value(parsed, sha, "SHA"), Value(parsed, reference, "REF"));
        if (comparison is { RepoPath: not null } and ({ Sha: not null } or { Ref: not null }))
            throw new CliException("--repo-path and --ref or --sha were given: what to compare with is one or the other.", ExitCodes.WrongUse);
        return comparison.FindAsync(context, repository, query => query with
        {
            Stack = parsed.GetValue(stack),
            IncludeDependents = parsed.GetValue(dependents),
            IncludeSettings = withSettings,
            ExcludeLocked = parsed.GetValue(noLocked),
            Evaluation = evaluation.Read(parsed),
        });
    }

    private string? Value(ParseResult parsed, Option<string> option, string variable) => parsed.GetValue(option) is { Length: > 0 } given ? given
        : context.Environment.GetValueOrDefault("ATMOS_AFFECTED_" + variable) is { Length: > 0 } preset ? preset : null;
}
