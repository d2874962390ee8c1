using System.CommandLine;

namespace Gaia.Cli.Help;

/// <summary>The root's commands by what they are for; other commands in one group.</summary>
internal static class CommandGroups
{
    private static readonly (string Title, string[] Names)[] Root =
    [
        ("Change infrastructure", ["terraform", "runs", "workflow", "locks", "state", "eject"]),
        ("Understand the stacks", ["describe", "list", "stacks", "validate", "vendor", "provenance"]),
        ("Publish applications", ["manifest"]),
        ("Look after Gaia", ["serve", "context", "status", "doctor", "login", "logout", "whoami", "tokens", "audit", "admin", "demo", "completion", "version"]),
    ];

    public static IEnumerable<(string Title, IEnumerable<(string, string)> Rows)> Of(Command command)
    {
        var shown = command.Subcommands.Where(child => !child.Hidden).ToList();
        if (command is not RootCommand) return [("Commands", Rows(shown))];
        var grouped = Root.Select(group => (group.Title, Rows(group.Names.Select(name => shown.Find(child => child.Name == name)).OfType<Command>())));
        var rest = shown.Where(child => !Root.Any(group => group.Names.Contains(child.Name)));
        return [.. grouped, ("More", Rows(rest))];
    }

    private static IEnumerable<(string, string)> Rows(IEnumerable<Command> commands) =>
        commands.Select(command => (command.Name, command.Description ?? ""));
}
