using Gaia.Contracts;

namespace Gaia.Cli.Contexts;

/// <summary>A Gaia by name, as the user keeps it.</summary>
/// <param name="Url">Scheme, host and port.</param>
internal sealed record SavedContext(string Name, Uri Url)
{
    public string? Token { get; init; }

    /// <summary>The stack of commands that need one and are given none.</summary>
    public string? Stack { get; init; }

    /// <summary>Of the token, if whoever made it said so.</summary>
    public Role? Role { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What is known of the old token does not hold for the new one.</summary>
    public SavedContext WithToken(string? token, Role? role = null, DateTimeOffset? expiresAt = null) =>
        this with { Token = token, Role = role, ExpiresAt = expiresAt };
}
