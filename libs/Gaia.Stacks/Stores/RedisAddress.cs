using System.Globalization;

namespace Gaia.Stacks.Stores;

internal sealed record RedisAddress(string Host, int Port, bool Secure, string? User, string? Password, int Database)
{
    private const int DefaultPort = 6379;

    public static RedisAddress? Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0) return null;
        var path = uri.AbsolutePath.Trim('/');
        var database = 0;
        if (path.Length > 0 && !int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out database)) return null;
        var (user, password) = uri.UserInfo.Split(':', 2) switch
        {
            [var name, var secret] => (name, secret),
            [{ Length: > 0 } name] => (name, ""),
            _ => ("", ""),
        };
        return new RedisAddress(uri.Host, uri.Port > 0 ? uri.Port : DefaultPort, uri.Scheme == "rediss",
            user.Length > 0 ? Uri.UnescapeDataString(user) : null, password.Length > 0 ? Uri.UnescapeDataString(password) : null, database);
    }
}
