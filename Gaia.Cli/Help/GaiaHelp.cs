using System.CommandLine;
using System.CommandLine.Invocation;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Help;

/// <summary>The help of any command: what it does, how it is called, its commands, arguments and options.</summary>
internal sealed class GaiaHelp(CliContext context) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        // gaia help nosuch
        if (command.Subcommands.Count > 0 && parseResult.UnmatchedTokens.FirstOrDefault() is { } word && !word.StartsWith('-'))
            return UsageError.Print(parseResult, context);
        Write(context.Out, command);
        return ExitCodes.Ok;
    }

    public void Write(TextWriter output, Command command)
    {
        var page = new HelpPage(output, context.Terminal.Colors, context.Terminal.Width);
        page.Text(command.Description ?? "");
        page.Section("Usage", [(CommandPath.Usage(command), "")]);
        foreach (var (title, rows) in CommandGroups.Of(command)) page.Section(title, rows);
        page.Section("Arguments", command.Arguments.Where(argument => !argument.Hidden).Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        page.Section("Options", Options(command.Options));
        if (command is RootCommand) page.Text("`gaia help <command>` explains one. Commands of atmos.yaml stand beside the built-in ones.");
        else page.Text("Global options: `gaia --help`.");
        if (!command.TreatUnmatchedTokensAsErrors) page.Text("Options that Gaia does not know go on to the program it runs, and so does all after `--`.");
    }

    private static IEnumerable<(string, string)> Options(IEnumerable<Option> options) => options
        .Where(option => !option.Hidden)
        .Select(option => (Names(option), option.Description ?? ""));

    // "-s, --stack <stack>"
    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias != "-?" && alias != "/?" && alias != "/h").Append(option.Name).OrderBy(name => name.Length).Distinct());
        return option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0
            ? names
            : $"{names} <{option.HelpName ?? option.Name.TrimStart('-')}>";
    }
}
