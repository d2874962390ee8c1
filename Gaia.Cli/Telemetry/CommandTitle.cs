using System.CommandLine;
using System.CommandLine.Parsing;

namespace Gaia.Cli.Telemetry;

/// <summary>
/// What was typed, for traces: "gaia terraform apply hello -s local". Command, component and stack only; anything else
/// could be a secret.
/// </summary>
internal sealed class CommandTitle
{
    private ParseResult? parsed;

    /// <summary>Known once the line is parsed, which is after the commands were made.</summary>
    public void Set(ParseResult result) => parsed = result;

    /// <summary>Whether the command that was typed takes the option.</summary>
    public bool Takes(string option) => parsed?.CommandResult.Command.Options.Any(known => known.Name == option) == true;

    public override string ToString() => string.Join(' ', ["gaia", .. Commands().Reverse(), .. Component(), .. Stack()]);

    private IEnumerable<string> Commands()
    {
        for (var at = parsed?.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
            yield return at.Command.Name;
    }

    private IEnumerable<string> Component() =>
        Results().OfType<ArgumentResult>().Where(result => result.Argument.Name == "component").SelectMany(result => result.Tokens).Select(token => token.Value);

    private IEnumerable<string> Stack() =>
        Results().OfType<OptionResult>().FirstOrDefault(result => result.Option.Name == "--stack") is { Tokens: [.., var stack] } ? ["-s", stack.Value] : [];

    private IEnumerable<SymbolResult> Results() => parsed?.CommandResult.Children ?? [];
}
