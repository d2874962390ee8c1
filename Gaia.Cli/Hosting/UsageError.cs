using System.CommandLine;

namespace Gaia.Cli.Hosting;

/// <summary>The arguments do not fit the command: says which, names the nearest command, points at the help.</summary>
internal static class UsageError
{
    public static int Print(ParseResult parsed, CliContext context)
    {
        foreach (var error in parsed.Errors) context.Error.WriteLine($"Error: {error.Message}");
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.FirstOrDefault() is { } word && !word.StartsWith('-')
            && Nearest.Of(word, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)) is { } nearest)
            context.Error.WriteLine($"Did you mean `{PathOf(parsed)} {nearest}`?");
        context.Error.WriteLine($"Run `{PathOf(parsed)} --help` for its arguments and options.");
        return ExitCodes.WrongUse;
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
            if (at is System.CommandLine.Parsing.CommandResult result)
                names.Insert(0, result.Command is RootCommand ? "gaia" : result.Command.Name);
        return string.Join(' ', names);
    }
}
