using System.Text.Json.Serialization;

namespace Gaia.Contracts;

[JsonConverter(typeof(CamelCaseEnum<Role>))]
public enum Role { Viewer, Planner, Operator, Approver, Admin }

/// <param name="Stacks">Globs of stack names the token reaches; <c>*</c> for all.</param>
/// <param name="ExpiresInDays">1 to 366; null never expires.</param>
public sealed record CreateTokenRequest(string Name, Role Role, IReadOnlyList<string>? Stacks = null, int? ExpiresInDays = null);

/// <param name="Secret">Shown this once; only its hash is kept.</param>
public sealed record CreatedTokenResponse(TokenResponse Token, string Secret);

public sealed record TokenResponse(
    Guid Id, string Name, Role Role, IReadOnlyList<string> Stacks, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>Asks for the first admin token. Answered once, while no admin token was ever made.</summary>
/// <param name="BootstrapSecret">What Gaia:Access:BootstrapSecret holds; not needed by a program of the API's own account on its machine.</param>
public sealed record AdminInitRequest(string? Name = null, string? BootstrapSecret = null);

/// <summary>Who calls.</summary>
/// <param name="Actor">As answers name them: <c>token:ci</c>, <c>oidc:repo:acme/infra</c>, <c>development</c>.</param>
/// <param name="Id">Of the token; null of who has none of Gaia's. So is its name.</param>
/// <param name="Stacks">Globs of stack names they reach; <c>*</c> for all.</param>
/// <param name="ExpiresAt">Null where it does not end.</param>
public sealed record WhoamiResponse(string Actor, Guid? Id, string? Name, Role Role, IReadOnlyList<string> Stacks, DateTimeOffset? ExpiresAt);
