namespace Gaia.Terraform.Hooks;

/// <summary>--skip-hooks and ATMOS_SKIP_HOOKS: all of them, or those with these names.</summary>
public sealed record SkippedHooks(bool All, IReadOnlyList<string> Names)
{
    public static SkippedHooks None { get; } = new(false, []);

    public bool Skips(string name) => All || Names.Contains(name);

    /// <param name="text">`true` or `*` for all, `false` or nothing for none, else names between commas.</param>
    public static SkippedHooks Of(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "false" => None,
        "true" or "*" => new(true, []),
        _ => new(false, text!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
    };
}
