using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Contexts;

/// <param name="Role">Null where nobody said.</param>
internal sealed record GivenToken(string Secret, Role? Role = null, DateTimeOffset? ExpiresAt = null);

/// <summary>Which context a token goes to.</summary>
internal static class Login
{
    /// <summary>
    /// A context that was named keeps it and nothing else changes. Otherwise the one that has the address, or a new one called after the host, keeps
    /// it and becomes the current one.
    /// </summary>
    public static SavedContexts Into(SavedContexts contexts, ActiveContext active, Uri url, GivenToken token)
    {
        var named = active.Source is ContextSource.Option or ContextSource.Variable && active.Saved is { } saved && ApiAddress.Text(saved.Url) == ApiAddress.Text(url);
        var target = Target(contexts, active, url);
        var changed = contexts.With(target.WithToken(token.Secret, token.Role, token.ExpiresAt));
        return named ? changed : changed.Use(target.Name);
    }

    public static SavedContext Target(SavedContexts contexts, ActiveContext active, Uri url)
    {
        var there = contexts.All.Where(context => ApiAddress.Text(context.Url) == ApiAddress.Text(url)).ToList();
        return there.Find(context => context.Name == active.Saved?.Name) ?? there.Find(context => context.Name == contexts.Current) ?? there.FirstOrDefault()
            ?? new SavedContext(contexts.Unused(ContextName.Of(url)), url);
    }
}
