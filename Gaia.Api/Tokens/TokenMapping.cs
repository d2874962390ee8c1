using Gaia.Access.Tokens;
using Gaia.Contracts;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Tokens;

internal static class TokenMapping
{
    public static TokenResponse From(Token token) => new(
        token.Id.Value, token.Name, From(token.Role), token.Stacks, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt);

    public static Role To(Contracts.Role role) => role switch
    {
        Contracts.Role.Viewer => Role.Viewer,
        Contracts.Role.Planner => Role.Planner,
        Contracts.Role.Operator => Role.Operator,
        Contracts.Role.Approver => Role.Approver,
        Contracts.Role.Admin => Role.Admin,
    };

    public static Contracts.Role From(Role role) => role switch
    {
        Role.Viewer => Contracts.Role.Viewer,
        Role.Planner => Contracts.Role.Planner,
        Role.Operator => Contracts.Role.Operator,
        Role.Approver => Contracts.Role.Approver,
        Role.Admin => Contracts.Role.Admin,
    };
}
