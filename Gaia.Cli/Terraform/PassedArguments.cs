using System.CommandLine;
using Gaia.Cli.Help;
using Gaia.Cli.Hosting;
using Gaia.Documents;

namespace Gaia.Cli.Terraform;

/// <summary>What goes on to terraform: its own options first, because it stops reading them at the first plain word.</summary>
internal static class PassedArguments
{
    public static IReadOnlyList<string> Of(ParseResult parsed, CliContext context)
    {
        var words = parsed.UnmatchedTokens;
        if (words.FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && !TerraformArguments.Knows(word)) is { } unknown)
            throw new CliException($"Unrecognized option '{unknown}'.", ExitCodes.WrongUse, Advice(unknown, parsed));
        return [.. context.TerraformArguments, .. words.Where(IsOption), .. context.Trailing, .. words.Where(word => !IsOption(word))];
    }

    private static bool IsOption(string word) => word.StartsWith('-');

    private static string[] Advice(string unknown, ParseResult parsed)
    {
        var names = CommandPath.Options(parsed.CommandResult.Command).Select(option => option.Name);
        return NearestNames.Of(unknown.Split('=')[0], names) is [var nearest, ..]
            ? [$"Did you mean `{nearest}`?"]
            : ["What terraform alone should read goes after `--`."];
    }
}
