using System.CommandLine;
using Gaia.Cli.Completion;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Configuration;

/// <summary>-s, --stack: the same in every command that knows stacks, completed from the repository.</summary>
internal static class StackOption
{
    public static Option<string> Create(CliContext context, string description = "Stack")
    {
        var option = new Option<string>("--stack", "-s")
        {
            Description = description,
            HelpName = "stack",
            // If repeated, the last value wins: workflows append their stack to commands that have one.
            Arity = new ArgumentArity(1, 100),
            CustomParser = result => result.Tokens[^1].Value,
        };
        option.CompletionSources.Add(_ => Suggestions.Stacks(context));
        return option;
    }

    /// <summary>Of a list: the stacks that match the pattern given, or the one of ATMOS_STACK.</summary>
    public static Func<string, bool> StackPattern(this ParseResult parsed, Option<string> option, CliContext context)
    {
        var pattern = parsed.GetValue(option) is { Length: > 0 } given ? given : context.Environment.GetValueOrDefault("ATMOS_STACK");
        return stack => Gaia.Stacks.Naming.StackPattern.Matches(pattern, stack);
    }

    public static string RequiredStack(this ParseResult parsed, Option<string> option, CliContext context) =>
        parsed.GetValue(option) is { Length: > 0 } stack ? stack
        : DefaultStack.Say(context)
        ?? throw new CliException("No stack given.", ExitCodes.Failed, "Add -s <stack>; `gaia list stacks` shows them.");
}
