using System.CommandLine;
using Gaia.Cli.Completion;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

internal static class ContextArgument
{
    public static Argument<string> Create(CliContext context, string description, bool required = true)
    {
        var argument = new Argument<string>("name") { Description = description, Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne };
        argument.CompletionSources.Add(_ => Suggestions.Contexts(context));
        return argument;
    }
}
