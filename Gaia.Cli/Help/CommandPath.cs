using System.CommandLine;

namespace Gaia.Cli.Help;

internal static class CommandPath
{
    /// <summary>gaia terraform plan</summary>
    public static string Of(Command command)
    {
        var names = new List<string>();
        for (Symbol? at = command; at is Command current; at = current.Parents.FirstOrDefault())
            names.Insert(0, current is RootCommand ? "gaia" : current.Name);
        return string.Join(' ', names);
    }

    /// <summary>Its own, and those of all commands; hidden ones are left out.</summary>
    public static IEnumerable<Option> Options(Command command)
    {
        IEnumerable<Option> found = command.Options;
        for (Symbol? at = command.Parents.FirstOrDefault(); at is Command above; at = above.Parents.FirstOrDefault())
            found = found.Concat(above.Options.Where(option => option.Recursive));
        return found.Where(option => !option.Hidden);
    }

    /// <summary>gaia terraform plan [&lt;component>] [options]</summary>
    public static string Usage(Command command) => string.Join(' ',
    [
        Of(command),
        .. command.Subcommands.Any(child => !child.Hidden) ? new[] { "<command>" } : [],
        .. command.Arguments.Where(argument => !argument.Hidden).Select(Argument),
        .. command.Options.Any(option => !option.Hidden) || command is RootCommand ? new[] { "[options]" } : [],
    ]);

    private static string Argument(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }
}
