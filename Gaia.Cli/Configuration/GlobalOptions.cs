using System.CommandLine;
using Gaia.Cli.Completion;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Configuration;

/// <summary>The same options as the parser and the help see them. Values are read by <see cref="GlobalSettings"/>.</summary>
internal static class GlobalOptions
{
    public static IEnumerable<Option> Create(CliContext context) =>
    [
        Context(context),
        Text("--base-path", "Base path of components, stacks and workflows"),
        Many("--config", "Configuration file to read in addition, later ones win"),
        Many("--config-path", "Directory that holds atmos.yaml"),
        Text("--chdir", "Work in this directory", "-C"),
        Many("--profile", "Configuration profile to apply"),
        Flag("--no-color", "No colours"),
        Flag("--force-color", "Colours even when piped"),
        Text("--logs-level", "Trace, Debug, Info, Warning or Off"),
        Hidden(Text("--logs-file", "Accepted for compatibility")),
        Hidden(Text("--identity", "Accepted for compatibility", "-i")),
        Hidden(Text("--redirect-stderr", "Accepted for compatibility")),
        Hidden(Text("--pager", "Accepted for compatibility")),
    ];

    private static Option<string> Context(CliContext context)
    {
        var option = Text("--context", "Context of this command; none: in place");
        option.HelpName = "name";
        option.CompletionSources.Add(_ => Suggestions.Contexts(context));
        return option;
    }

    private static Option<string> Text(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Recursive = true };

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, Recursive = true };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Recursive = true };

    private static Option Hidden(Option option)
    {
        option.Hidden = true;
        return option;
    }
}
