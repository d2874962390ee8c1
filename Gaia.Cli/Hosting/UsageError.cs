using System.CommandLine;
using System.CommandLine.Parsing;
using Gaia.Cli.Help;
using Gaia.Documents;
using Gaia.Terraform;

namespace Gaia.Cli.Hosting;

/// <summary>The arguments do not fit the command: says which, names the nearest command, points at the help.</summary>
internal static class UsageError
{
    public static int Print(ParseResult parsed, CliContext context)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0 && command.Action is null && parsed.Errors.Count == 1)
        {
            new GaiaHelp(context).Write(context.Error, command);
            return ExitCodes.WrongUse;
        }
        if ((OptionTakenForArgument(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault()) is { } word) Unknown(word, command, context);
        else foreach (var message in parsed.Errors.Select(WrongValue.Words).Distinct()) context.Error.WriteLine($"Error: {message}");
        context.Error.WriteLine($"Run `{CommandPath.Of(command)} --help` for its arguments and options.");
        return ExitCodes.WrongUse;
    }

    /// <summary>The parser gives an option that it does not know to the next argument: `gaia state show --foo`. What follows `--` never comes here.</summary>
    public static string? OptionTakenForArgument(ParseResult parsed) => parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors
        ? parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-' && !char.IsAsciiDigit(value[1]))
        : null;

    // Words that other tools have for what is a command here.
    private static IReadOnlyList<string> CommandsMeant(string word) => word switch
    {
        "history" => ["gaia runs list"],
        "drift" => ["gaia terraform plan <component> -s <stack> --plan-only"],
        _ => [],
    };

    // gaia plan, gaia aply: as a command of terraform, else of another group.
    private static IReadOnlyList<string> CommandsCalled(string word, RootCommand root)
    {
        var below = root.Subcommands.Where(group => !group.Hidden).SelectMany(group => group.Subcommands.Where(child => !child.Hidden).Select(child => (Group: group.Name, child.Name)));
        // Those of terraform are not made for other command lines.
        var all = TerraformVerb.All.Where(verb => verb.Second is null).Select(verb => (Group: "terraform", Name: verb.Words)).Concat(below).Distinct().ToList();
        return NearestNames.Of(word, all.Select(command => command.Name)) is [var nearest, ..]
            ? [.. all.Where(command => command.Name == nearest).Take(3).Select(command => $"gaia {command.Group} {command.Name}")] : [];
    }

    private static void Unknown(string word, Command command, CliContext context)
    {
        var path = CommandPath.Of(command);
        var isOption = word.StartsWith('-');
        context.Error.WriteLine(isOption ? $"Error: `{path}` has no option {word}."
            : command.Subcommands.Count > 0 ? $"Error: `{path}` has no command `{word}`." : $"Error: `{path}` takes no further argument `{word}`.");
        var known = isOption
            ? CommandPath.Options(command).Select(option => option.Name)
            : command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name);
        if (command is RootCommand && CommandsMeant(word) is [_, ..] meant) context.Error.WriteLine($"Did you mean {Either(meant)}?");
        else if (NearestNames.Of(word.Split('=')[0], known) is [var nearest, ..]) context.Error.WriteLine($"Did you mean `{(isOption ? nearest : $"{path} {nearest}")}`?");
        else if (!isOption && command is RootCommand root && CommandsCalled(word, root) is [_, ..] elsewhere)
            context.Error.WriteLine($"Did you mean {Either(elsewhere)}?");
    }

    private static string Either(IReadOnlyList<string> commands) => string.Join(" or ", commands.Select(command => $"`{command}`"));
}
