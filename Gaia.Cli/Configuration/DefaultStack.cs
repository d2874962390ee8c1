using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Configuration;

/// <summary>The stack of a command that needs one and is given none: ATMOS_STACK, else that of the context.</summary>
internal static class DefaultStack
{
    public static string? Of(CliContext context) => Variable(context) ?? ActiveContext.Of(context).Saved?.Stack;

    /// <summary>The context's is said, because nothing on the command line or in the shell shows it.</summary>
    public static string? Say(CliContext context)
    {
        if (Variable(context) is { } preset) return preset;
        if (ActiveContext.Of(context) is not { Saved.Stack: { } stack } active) return null;
        context.Say($"stack {stack} ({active.Label})");
        return stack;
    }

    private static string? Variable(CliContext context) => context.Environment.GetValueOrDefault("ATMOS_STACK") is { Length: > 0 } preset ? preset : null;
}
