using System.Globalization;
using Gaia.Contracts;

namespace Gaia.Cli.Tokens;

internal static class TokenWords
{
    /// <summary>2026-11-27 10:00 UTC</summary>
    public static string Moment(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    public static string Of(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Planner => "planner",
        Role.Operator => "operator",
        Role.Approver => "approver",
        Role.Admin => "admin",
    };
}
