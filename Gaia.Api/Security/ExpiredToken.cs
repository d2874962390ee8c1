using System.Globalization;
using Gaia.Api.Problems;

namespace Gaia.Api.Security;

/// <summary>Told to the bearer of that very token alone.</summary>
internal static class ExpiredToken
{
    public static Problem Problem(DateTimeOffset end) => new(StatusCodes.Status401Unauthorized, "access.token-expired",
        string.Create(CultureInfo.InvariantCulture, $"This token expired at {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Ask an admin for another (gaia tokens create)."));
}
