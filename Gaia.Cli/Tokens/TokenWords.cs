using Gaia.Contracts;

namespace Gaia.Cli.Tokens;

internal static class TokenWords
{
    public static string Of(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Planner => "planner",
        Role.Operator => "operator",
        Role.Approver => "approver",
        Role.Admin => "admin",
    };
}
