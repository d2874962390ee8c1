using Gaia.Cli.Hosting;

namespace Gaia.Cli.Remote;

/// <summary>The address of an API as it is written and shown.</summary>
internal static class ApiAddress
{
    /// <exception cref="CliException">It is not the address of an API.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new CliException($"'{text}' is not the address of an API.", ExitCodes.WrongUse, "Write it as http://host:port or https://host.");

    /// <summary>http://localhost:8080; without a user and a password, which are nobody's to see.</summary>
    public static string Text(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Also where one says localhost and the other 127.0.0.1.</summary>
    public static bool Same(Uri one, Uri other) =>
        one.Port == other.Port && one.Scheme == other.Scheme && (one.Host == other.Host || (one.IsLoopback && other.IsLoopback));
}
