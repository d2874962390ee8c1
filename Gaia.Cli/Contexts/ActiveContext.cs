using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

/// <summary>The context that a command has.</summary>
/// <param name="Exists">False: terraform runs in place, and what needs an API asks the one at the default address.</param>
/// <param name="Api">Where commands that need the API find it.</param>
internal sealed record ActiveContext(ContextSource Source, bool Exists, Uri Api)
{
    /// <summary>Null of one without a name: GAIA_URL, or the AppHost of this checkout.</summary>
    public SavedContext? Saved { get; init; }

    public string? Token { get; init; }

    /// <summary>The context that the token is kept in; null if it is GAIA_TOKEN's, or without a token.</summary>
    public SavedContext? TokenOwner { get; init; }

    /// <summary>For people: "GAIA_TOKEN" or "context local"; null where there is no token.</summary>
    public string? TokenSource => Token is null ? null : TokenOwner is { } owner ? $"context {owner.Name}" : "GAIA_TOKEN";

    /// <summary>For people: "context local", "GAIA_URL", "served here"; "context none" where none was chosen, else "no context".</summary>
    public string Label => this switch
    {
        { Saved: { } saved } => $"context {saved.Name}",
        { Source: ContextSource.Url } => "GAIA_URL",
        { Source: ContextSource.Served } => "served here",
        { Source: ContextSource.Nothing } => "no context",
        _ => $"context {ContextName.None}",
    };

    public static ActiveContext Of(CliContext context)
    {
        var file = ContextFile.Of(context);
        var active = ContextResolution.Resolve(new(file.Read, () => ServedHere.Find(context))
        {
            Option = context.Settings.Context,
            Variable = Variable(context, "GAIA_CONTEXT"),
            Url = Variable(context, "GAIA_URL"),
            Token = Variable(context, "GAIA_TOKEN"),
        });
        if (active.TokenOwner is not null) file.WarnIfOpen(context);
        return active;
    }

    /// <summary>--context names one that there is, also where the command has no use for it.</summary>
    public static void CheckOption(CliContext context)
    {
        if (context.Settings.Context is { } name and not ContextName.None) _ = ContextFile.Of(context).Read().Get(name, "--context");
    }

    /// <returns>Null where it is not set or empty.</returns>
    public static string? Variable(CliContext context, string name) =>
        context.Environment.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;
}
