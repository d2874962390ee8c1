using System.CommandLine;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>Options that choose many components instead of one.</summary>
internal sealed class BulkOptions
{
    public Option<bool> All { get; } = new("--all") { Description = "Every component, of the stack if one is given, in the order of dependencies" };
    public Option<bool> Affected { get; } = new("--affected") { Description = "The components that changed against --ref, --sha or --repo-path" };
    public Option<string[]> Components { get; } = new("--components") { Description = "These components" };
    public Option<string> Query { get; } = new("--query", "-q") { Description = "The components for which this yq expression is true", HelpName = "expression" };
    public Option<bool> IncludeDependents { get; } = new("--include-dependents") { Description = "With --affected: what depends on them as well" };
    public Option<string> RepoPath { get; } = new("--repo-path") { Description = "With --affected: a checkout to compare with" };
    public Option<string> Ref { get; } = new("--ref") { Description = "Run this git revision of the server's repository instead of the files here; with --affected: what to compare with" };
    public Option<string> Sha { get; } = new("--sha") { Description = "With --affected: git commit to compare with" };

    public void AddTo(Command command, TerraformVerb verb)
    {
        if (!verb.CanBeRemote) Ref.Description = "With --affected: git revision to compare with";
        foreach (var option in new Option[] { All, Affected, Components, Query, IncludeDependents, RepoPath, Ref, Sha }) command.Add(option);
    }

    public bool Any(ParseResult parsed) => parsed.GetValue(All) || parsed.GetValue(Affected)
        || parsed.GetValue(Components) is { Length: > 0 } || parsed.GetValue(Query) is { Length: > 0 };
}
