using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Git;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Evaluation;

namespace Gaia.Cli.Stacks;

/// <summary>Two stacks of today, or one (or two) between git revisions.</summary>
internal static class DiffCommand
{
    public static Command Create(CliContext context)
    {
        var left = new Argument<string>("stack") { Description = "Stack" };
        var right = new Argument<string>("other") { Description = "Stack to compare with; the same one unless given", Arity = ArgumentArity.ZeroOrOne };
        left.CompletionSources.Add(_ => Completion.Suggestions.Stacks(context));
        right.CompletionSources.Add(_ => Completion.Suggestions.Stacks(context));
        var from = new Option<string>("--from") { Description = "Git revision of the first; the files as they are unless given" };
        var to = new Option<string>("--to") { Description = "Git revision of the second; the files as they are unless given" };
        var check = new Option<bool>("--check") { Description = "Exit 1 where they differ" };
        var format = FormatOption.Create(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Yaml);
        var evaluation = new EvaluationFlags(context);
        var command = new Command("diff", "Compare two stacks, or one at two git revisions, key by key") { left, right, from, to, check, format };
        evaluation.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(right) is null && parsed.GetValue(from) is null && parsed.GetValue(to) is null)
                throw new CliException("stacks diff: nothing to compare with.", ExitCodes.WrongUse, "Name a second stack, or a git revision with --from.");
            var differences = await CompareAsync(context, parsed.GetValue(left)!, parsed.GetValue(right) ?? parsed.GetValue(left)!,
                parsed.GetValue(from), parsed.GetValue(to), evaluation.Read(parsed) with { KeepUnresolved = true });
            if (parsed.Format(format) == OutputFormat.Tree) DiffText.Write(context, differences);
            else Document.Write(context, new ListNode([.. differences.Select(difference => difference.ToNode())]), parsed.Format(format));
            return differences.Count > 0 && parsed.GetValue(check) ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<StackDifference>> CompareAsync(
        CliContext context, string left, string right, string? from, string? to, EvaluationOptions evaluation)
    {
        var current = Repository.Open(context);
        var root = from is null && to is null ? "" : await GitProgram.RootAsync(context, current.Configuration.BasePath);
        using var before = from is null ? null : await UnpackedRevision.UnpackAsync(context, root, from);
        using var after = to is null ? null : await UnpackedRevision.UnpackAsync(context, root, to);
        AtmosRepository At(UnpackedRevision? revision) => revision?.Open(context, current, root) ?? current;
        return DiffStacks.Of(At(before), left, At(after), right, evaluation, context.Token);
    }
}
