using Gaia.Cli.Remote;

namespace Gaia.Cli.Contexts;

/// <summary>The context of the Gaia that `gaia serve` starts.</summary>
internal static class ServedContext
{
    public const string Name = "local";

    /// <summary>
    /// Makes it, or moves it to this address if it is another Gaia of this machine; then a token of that Gaia stays in a context of its own. Nobody's
    /// choice is changed: it becomes the current one only if no other is and `none` was not chosen.
    /// </summary>
    public static SavedContexts Record(SavedContexts contexts, Uri api)
    {
        var known = contexts.Find(Name);
        if (known is { Url.IsLoopback: false }) return contexts;
        var changed = known is null ? contexts.With(new(Name, api))
            : ApiAddress.Same(known.Url, api) ? contexts
            : Kept(contexts, known).With(known.WithToken(null) with { Url = api });
        return changed.Current is null ? changed.Use(Name) : changed;
    }

    /// <summary>"local is current"</summary>
    public static string Words(SavedContexts contexts, Uri api) => contexts switch
    {
        _ when !Reaches(contexts, api) => contexts.Find(Name) is { } other
            ? $"{Name} is {ApiAddress.Text(other.Url)}, and is left as it is" : "none is recorded",
        { Current: Name } => $"{Name} is current: plan, apply and destroy go through this Gaia",
        { Current: ContextName.None } => $"{Name}, not used because none was chosen; `gaia context use {Name}` uses it",
        { Current: { } other } => $"{Name}; {other} stays current, `gaia context use {Name}` changes that",
        _ => Name,
    };

    public static bool Reaches(SavedContexts contexts, Uri api) => contexts.Find(Name) is { } local && ApiAddress.Same(local.Url, api);

    private static SavedContexts Kept(SavedContexts contexts, SavedContext known) =>
        known.Token is null ? contexts : contexts.With(known with { Name = contexts.Unused($"{Name}-{known.Url.Port}") });
}
