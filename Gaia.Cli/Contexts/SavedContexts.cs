using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Documents;

namespace Gaia.Cli.Contexts;

/// <summary>The contexts of a user.</summary>
/// <param name="Current">Name of one of them; "none" where the user chose none; null where nobody chose.</param>
/// <param name="All">By name.</param>
internal sealed record SavedContexts(string? Current, IReadOnlyList<SavedContext> All)
{
    public static SavedContexts Empty { get; } = new(null, []);

    public SavedContext? Find(string name) => All.FirstOrDefault(context => context.Name == name);

    /// <param name="source">Who names it: "--context", "GAIA_CONTEXT"; null where the name is the command's own argument.</param>
    /// <exception cref="CliException">No context has that name.</exception>
    public SavedContext Get(string name, string? source = null) => Find(name) ?? throw Unknown(name, source);

    /// <summary>The one whose token goes to this address where no context is named: the current one before others.</summary>
    public SavedContext? WithTokenFor(Uri url) => All
        .Where(context => context.Token is not null && ApiAddress.Text(context.Url) == ApiAddress.Text(url))
        .OrderByDescending(context => context.Name == Current).FirstOrDefault();

    public SavedContexts Use(string name) => this with { Current = name == ContextName.None ? name : Get(name).Name };

    /// <summary>Adds it, or puts it in the place of the one with its name.</summary>
    public SavedContexts With(SavedContext context) => this with
    {
        All = [.. All.Where(other => other.Name != context.Name).Append(context).OrderBy(other => other.Name, StringComparer.Ordinal)],
    };

    public SavedContexts Without(string name)
    {
        _ = Get(name);
        return new(Current == name ? null : Current, [.. All.Where(context => context.Name != name)]);
    }

    /// <summary>The wanted name, or one like it where it is taken: "gaia.example-2".</summary>
    public string Unused(string wanted)
    {
        var name = wanted;
        for (var i = 2; Find(name) is not null; i++) name = $"{wanted}-{i}";
        return name;
    }

    private CliException Unknown(string name, string? source)
    {
        var by = source is null ? "" : $" ({source})";
        var hints = NearestNames.Of(name, All.Select(context => context.Name)) is { Count: > 0 } nearest
            ? new[] { $"Did you mean {string.Join(" or ", nearest.Select(near => $"`{near}`"))}?" } : [];
        return new($"There is no context `{name}`{by}.", ExitCodes.NotFound, [.. hints, All.Count > 0
            ? "`gaia context list` shows them." : "There are none yet: `gaia context set NAME --url URL` makes one, and `gaia serve` does."]);
    }
}
