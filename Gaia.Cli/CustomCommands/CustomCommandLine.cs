using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents;
using Gaia.Stacks.Configuration;

namespace Gaia.Cli.CustomCommands;

/// <summary>
/// Adds what atmos.yaml defines. The file is read only where the words leave our own commands or where help lists them,
/// because reading it on every start would cost every start.
/// </summary>
internal static class CustomCommandLine
{
    /// <summary>Adds custom commands where they are needed; the arguments without their alias where they begin with one, else null.</summary>
    public static IReadOnlyList<string>? Extend(RootCommand root, IReadOnlyList<string> args, CliContext context)
    {
        if ((IsOurs(root, context.Words) && !WantsHelp(args)) || Configuration(context, explain: !IsOurs(root, context.Words) && context.Words.Count > 0) is not { } configuration) return null;
        foreach (var command in CustomCommand.Read(configuration.Commands)) Add(root, command, context, configuration);
        return Aliased(root, args, context, configuration);
    }

    private static bool WantsHelp(IReadOnlyList<string> args) => args.Contains("--help") || args.Contains("-h");

    // Our own short words (ls, tf) give way to aliases of atmos.yaml.
    private static bool IsOurs(RootCommand root, IReadOnlyList<string> words)
    {
        Command at = root;
        foreach (var word in words)
        {
            var next = at.Subcommands.FirstOrDefault(command => Answers(command, word));
            if (next is not null && at == root && next.Name != word) return false;
            // A command without commands takes any word itself; it may be the value of an option.
            if (next is null) return at is not RootCommand && (at.Subcommands.Count == 0 || at.Arguments.Count > 0);
            at = next;
        }
        return at is not RootCommand;
    }

    private static AtmosConfiguration? Configuration(CliContext context, bool explain)
    {
        try
        {
            return Repository.Open(context).Configuration;
        }
        catch (DocumentException) when (!explain)
        {
            return null;
        }
    }

    private static void Add(Command parent, CustomCommand custom, CliContext context, AtmosConfiguration configuration)
    {
        if (parent.Subcommands.FirstOrDefault(command => Answers(command, custom.Name)) is { } existing)
        {
            foreach (var child in custom.Commands) Add(existing, child, context, configuration);
            return;
        }
        var made = CustomCommandBuilder.Build(context, configuration, custom);
        foreach (var child in custom.Commands) Add(made, child, context, configuration);
        parent.Add(made);
    }

    // aliases: {tp: terraform plan}
    private static IReadOnlyList<string>? Aliased(RootCommand root, IReadOnlyList<string> args, CliContext context, AtmosConfiguration configuration)
    {
        var word = context.Words.FirstOrDefault();
        if (word is not null && root.Subcommands.All(command => command.Name != word) && configuration.Aliases[word] is { } line)
        {
            var at = args.ToList().IndexOf(word);
            return [.. args.Take(at), .. Processes.ShellWords.Split(line.ToString() ?? ""), .. args.Skip(at + 1)];
        }
        AliasHelp(root, configuration);
        return null;
    }

    private static void AliasHelp(RootCommand root, AtmosConfiguration configuration)
    {
        foreach (var (name, line) in configuration.Aliases)
            if (!root.Subcommands.Any(command => Answers(command, name)))
                root.Add(new Command(name, $"Alias for `{line}`") { TreatUnmatchedTokensAsErrors = false });
    }

    private static bool Answers(Command command, string word) => command.Name == word || command.Aliases.Contains(word);
}
