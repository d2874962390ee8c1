using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks;
using Gaia.Stacks.Configuration;

namespace Gaia.Cli.CustomCommands;

/// <summary>
/// Adds what atmos.yaml defines. The file is read only where the words leave our own commands or where help lists them,
/// because reading it on every start would cost every start.
/// </summary>
internal static class CustomCommandLine
{
    private const int DeepestAlias = 10;

    /// <summary>The arguments with aliases replaced, and the root with custom commands added, where they are needed.</summary>
    public static IReadOnlyList<string> Extend(RootCommand root, IReadOnlyList<string> args, CliContext context)
    {
        var words = GlobalWords.Of(args);
        if (IsOurs(root, words)) return args;
        if (Configuration(context, explain: words.Count > 0) is not { } configuration) return args;
        foreach (var command in CustomCommand.Read(configuration.Commands)) Add(root, command, context, configuration);
        return Aliased(root, args, configuration, DeepestAlias);
    }

    private static bool IsOurs(RootCommand root, IReadOnlyList<string> words)
    {
        Command at = root;
        foreach (var word in words)
        {
            if (word == "help" && at is RootCommand) continue;
            var next = at.Subcommands.FirstOrDefault(command => command.Name == word || command.Aliases.Contains(word));
            if (next is null) return at is not RootCommand && (at.Arguments.Count > 0 || !at.TreatUnmatchedTokensAsErrors);
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
        catch (StacksException) when (!explain)
        {
            return null;
        }
    }

    private static void Add(Command parent, CustomCommand custom, CliContext context, AtmosConfiguration configuration)
    {
        if (parent.Subcommands.FirstOrDefault(command => command.Name == custom.Name) is { } existing)
        {
            foreach (var child in custom.Commands) Add(existing, child, context, configuration);
            return;
        }
        var made = CustomCommandBuilder.Build(context, configuration, custom);
        foreach (var child in custom.Commands) Add(made, child, context, configuration);
        parent.Add(made);
    }

    // aliases: {tp: terraform plan}
    private static IReadOnlyList<string> Aliased(RootCommand root, IReadOnlyList<string> args, AtmosConfiguration configuration, int left)
    {
        foreach (var (name, line) in configuration.Aliases)
        {
            if (root.Subcommands.Any(command => command.Name == name)) continue;
            if (GlobalWords.Of(args).FirstOrDefault() != name) continue;
            if (left == 0) throw new CliException($"Alias `{name}` of atmos.yaml leads back to itself.", ExitCodes.Failed, $"Change it at {line.Mark}.");
            var at = args.ToList().IndexOf(name);
            return Aliased(root, [.. args.Take(at), .. Processes.ShellWords.Split(line.ToString() ?? ""), .. args.Skip(at + 1)], configuration, left - 1);
        }
        AliasHelp(root, configuration);
        return args;
    }

    private static void AliasHelp(RootCommand root, AtmosConfiguration configuration)
    {
        foreach (var (name, line) in configuration.Aliases)
            if (root.Subcommands.All(command => command.Name != name))
                root.Add(new Command(name, $"Alias for `{line}`") { TreatUnmatchedTokensAsErrors = false });
    }
}
