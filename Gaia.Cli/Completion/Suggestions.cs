using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Documents;
using Gaia.Stacks;

namespace Gaia.Cli.Completion;

/// <summary>What the shell offers for stacks and components. A broken repository offers nothing and says nothing.</summary>
internal static class Suggestions
{
    public static IEnumerable<string> Stacks(CliContext context) => Quietly(() =>
        Repository.Open(context).Stacks.Select(stack => stack.Name).Distinct(StringComparer.Ordinal));

    public static IEnumerable<string> Contexts(CliContext context) => Quietly(() =>
        ContextFile.Of(context).Read().All.Select(saved => saved.Name).Append(ContextName.None));

    public static IEnumerable<string> Components(CliContext context, ParseResult parsed) => Quietly(() =>
    {
        var stack = parsed.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(o => o.Name == "--stack") is { } option
            ? parsed.GetValue(option) ?? DefaultStack.Of(context)
            : null;
        return Repository.Open(context).Instances()
            .Where(instance => stack is null || instance.StackName == stack)
            .Select(instance => instance.Name).Distinct(StringComparer.Ordinal);
    });

    private static string[] Quietly(Func<IEnumerable<string>> find)
    {
        try
        {
            return [.. find().Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is CliException or DocumentException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
