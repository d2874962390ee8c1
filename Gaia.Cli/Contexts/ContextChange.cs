using Gaia.Cli.Hosting;
using Gaia.Documents;

namespace Gaia.Cli.Contexts;

/// <summary>What `gaia context set` was given; null leaves it as it is.</summary>
/// <param name="Stack">Empty takes it away.</param>
internal sealed record ContextChange(Uri? Url, string? Stack, string? Token = null)
{
    public bool IsEmpty => this is { Url: null, Stack: null, Token: null };

    /// <exception cref="CliException">It would be a new one, and has no address.</exception>
    public SavedContext On(SavedContexts contexts, string name)
    {
        var known = contexts.Find(name) ?? (Url is { } first ? new SavedContext(name, first) : throw NoAddress(contexts, name));
        var changed = known with { Url = Url ?? known.Url, Stack = Stack is null ? known.Stack : Stack is "" ? null : Stack };
        return Token is { } token ? changed.WithToken(token) : changed;
    }

    private static CliException NoAddress(SavedContexts contexts, string name) => new($"There is no context `{name}` yet: a new one needs --url.", ExitCodes.WrongUse,
        NearestNames.Of(name, contexts.All.Select(context => context.Name)) is [var nearest, ..] ? [$"Did you mean `{nearest}`?"] : []);
}
