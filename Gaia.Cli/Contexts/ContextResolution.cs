using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Contexts;

/// <summary>Everything that decides which context a command has.</summary>
/// <param name="Read">The contexts of the user; asked only if they matter.</param>
/// <param name="Served">API of the AppHost that runs for this checkout; asked only if nothing else decides.</param>
internal sealed record ContextQuestion(Func<SavedContexts> Read, Func<Uri?> Served)
{
    private readonly Lazy<SavedContexts> saved = new(Read);

    public SavedContexts Saved => saved.Value;

    /// <summary>--context</summary>
    public string? Option { get; init; }

    /// <summary>GAIA_CONTEXT</summary>
    public string? Variable { get; init; }

    /// <summary>GAIA_URL</summary>
    public string? Url { get; init; }

    /// <summary>GAIA_TOKEN</summary>
    public string? Token { get; init; }
}

/// <summary>--context, GAIA_CONTEXT, GAIA_URL, the current one, the AppHost of this checkout: the first that says something. "none" stands for no context.</summary>
internal static class ContextResolution
{
    /// <exception cref="CliException">A name that no context has, or an address that is not one.</exception>
    public static ActiveContext Resolve(ContextQuestion question) => question switch
    {
        { Option: { } option } => Named(question, ContextSource.Option, option, "--context"),
        { Variable: { } variable } => Named(question, ContextSource.Variable, variable, "GAIA_CONTEXT"),
        { Url: { } url } => At(question, ContextSource.Url, ApiAddress.Parse(url)),
        { Saved.Current: { } current } => Named(question, ContextSource.Current, current, "the current one"),
        _ when question.Served() is { } served => At(question, ContextSource.Served, served),
        _ => None(question, ContextSource.Nothing),
    };

    private static ActiveContext Named(ContextQuestion question, ContextSource source, string name, string words)
    {
        if (name == ContextName.None) return None(question, source);
        var saved = question.Saved.Get(name, words);
        return WithToken(question, new ActiveContext(source, true, saved.Url) { Saved = saved }, () => saved);
    }

    private static ActiveContext At(ContextQuestion question, ContextSource source, Uri url) => Unnamed(question, new ActiveContext(source, true, url));

    private static ActiveContext None(ContextQuestion question, ContextSource source) =>
        Unnamed(question, new ActiveContext(source, false, GaiaClientOptions.DefaultUrl));

    private static ActiveContext Unnamed(ContextQuestion question, ActiveContext active) => WithToken(question, active, () => question.Saved.WithTokenFor(active.Api));

    /// <summary>GAIA_TOKEN comes before a token that is kept; it is that of GAIA_URL where both are set, and goes nowhere else.</summary>
    private static ActiveContext WithToken(ContextQuestion question, ActiveContext active, Func<SavedContext?> owner) =>
        question.Token is { } token && (question.Url is null || active.Source == ContextSource.Url || ApiAddress.Text(ApiAddress.Parse(question.Url)) == ApiAddress.Text(active.Api))
            ? active with { Token = TokenText.Demand(token, "GAIA_TOKEN") }
            : owner() is { Token: { } kept } keeper ? active with { Token = kept, TokenOwner = keeper } : active;
}
