using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;

namespace Gaia.Cli.CustomCommands;

/// <summary>Makes the parser's command of a custom command.</summary>
internal static class CustomCommandBuilder
{
    public static Command Build(CliContext context, AtmosConfiguration configuration, CustomCommand custom)
    {
        var command = new Command(custom.Name, custom.Description);
        var arguments = custom.Arguments.Select(Argument).ToList();
        var switches = custom.Flags.Where(flag => flag.IsSwitch).ToDictionary(flag => flag, Switch);
        var texts = custom.Flags.Where(flag => !flag.IsSwitch).ToDictionary(flag => flag, Text);
        foreach (var argument in arguments) command.Add(argument);
        foreach (var option in switches.Values) command.Add(option);
        foreach (var option in texts.Values) command.Add(option);
        if (custom is { Steps.Count: 0, Commands.Count: 0 }) command.SetAction(Refuse);
        if (custom.Steps.Count == 0) return command;
        // Further words are let go by, as Atmos does; a misspelled option is not one of them.
        var more = new Argument<string[]>("more") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };
        command.Add(more);
        command.Validators.Add(result => RefuseUnknown(result, [.. arguments, more]));
        command.SetAction((parsed, _) => new CustomCommandRun(context, configuration, custom, Data(parsed)).RunAsync());
        return command;

        void Refuse(ParseResult parsed) => throw Empty(custom);

        MapNode Data(ParseResult parsed) => new(
        [
            new("Arguments", Map(custom.Arguments.Select((argument, at) => (argument.Name, (Node)Value(parsed, arguments[at], argument))))),
            new("Flags", Map(
            [
                .. switches.Select(pair => (pair.Key.Name, (Node)new BoolNode(parsed.GetValue(pair.Value)))),
                .. texts.Select(pair => (pair.Key.Name, (Node)new StringNode(parsed.GetValue(pair.Value) ?? ""))),
            ])),
            new("TrailingArgs", new StringNode(string.Join(' ', context.Trailing.Select(Processes.ShellWords.Quote)))),
        ]);
    }

    private static CliException Empty(CustomCommand custom) => new($"The custom command `{custom.Name}` has no steps or subcommands configured.",
        ExitCodes.Failed, "Give it `steps` or `commands` in atmos.yaml.");

    // What steps are to be given as it is stands after "--".
    private static void RefuseUnknown(System.CommandLine.Parsing.CommandResult result, IReadOnlyList<Argument> arguments)
    {
        var words = arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? []).Select(token => token.Value);
        if (words.FirstOrDefault(word => word.Length > 1 && word[0] == '-') is { } unknown)
            result.AddError($"`{Help.CommandPath.Of(result.Command)}` has no option {unknown}.");
    }

    private static StringNode Value(ParseResult parsed, Argument<string> argument, CustomArgument custom) =>
        new(parsed.GetValue(argument) ?? custom.Default ?? "");

    private static MapNode Map(IEnumerable<(string Key, Node Value)> entries) => new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))]);

    private static Argument<string> Argument(CustomArgument argument) => new(argument.Name)
    {
        Description = argument.Description,
        Arity = argument is { Required: true, Default: null } ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
    };

    private static Option<bool> Switch(CustomFlag flag) => new($"--{flag.Name}", Aliases(flag))
    {
        Description = flag.Description,
        DefaultValueFactory = _ => flag.Default == "true",
    };

    private static Option<string> Text(CustomFlag flag)
    {
        var option = new Option<string>($"--{flag.Name}", Aliases(flag)) { Description = flag.Description };
        if (flag is { Required: true, Default: null }) option.Required = true;
        else option.DefaultValueFactory = _ => flag.Default ?? "";
        return option;
    }

    private static string[] Aliases(CustomFlag flag) => flag.Shorthand is { } letter ? [$"-{letter}"] : [];
}
