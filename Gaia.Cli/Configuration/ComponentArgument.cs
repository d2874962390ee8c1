using System.CommandLine;
using Gaia.Cli.Completion;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Configuration;

internal static class ComponentArgument
{
    public static Argument<string> Create(CliContext context, bool required = true)
    {
        var argument = new Argument<string>("component")
        {
            Description = "Component, as the stack names it",
            Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        };
        argument.CompletionSources.Add(completion => Suggestions.Components(context, completion.ParseResult));
        return argument;
    }
}
