using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.Describe;

internal static class DescribeAffectedCommand
{
    public static Command Create(CliContext context)
    {
        var repoPath = new Option<string>("--repo-path") { Description = "Checkout to compare with" };
        var reference = new Option<string>("--ref", "--base") { Description = "Git reference to compare with; origin's default branch unless given" };
        var sha = new Option<string>("--sha") { Description = "Git commit to compare with" };
        var stack = StackOption.Create(context, "Only this stack");
        var dependents = new Option<bool>("--include-dependents") { Description = "With what depends on each" };
        var settings = new Option<bool>("--include-settings") { Description = "With settings unless =false", DefaultValueFactory = _ => true };
        var noLocked = new Option<bool>("--exclude-locked") { Description = "Without locked components" };
        var evaluation = new EvaluationFlags(context);
        var command = new Command("affected", "Show which components differ from another revision, and why")
            { repoPath, reference, sha, stack, dependents, settings, noLocked };
        var output = new DescribeOptions(command, OutputFormat.Json, OutputFormat.Yaml);
        evaluation.AddTo(command);
        command.Add(new Option<bool>("--clone-target-ref") { Hidden = true });
        command.SetAction(async (parsed, _) =>
        {
            var comparison = new AffectedComparison(parsed.GetValue(repoPath), parsed.GetValue(sha), parsed.GetValue(reference));
            var affected = await comparison.FindAsync(context, Repository.Open(context), query => query with
            {
                Stack = parsed.GetValue(stack),
                IncludeDependents = parsed.GetValue(dependents),
                IncludeSettings = parsed.GetValue(settings),
                ExcludeLocked = parsed.GetValue(noLocked),
                Evaluation = evaluation.Read(parsed),
            });
            output.Write(context, parsed, new ListNode([.. affected.Select(item => item.ToNode(parsed.GetValue(settings)))]));
        });
        return command;
    }
}
