using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class UrlFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("urlParse", 1, call => Parse(call, call.String(0)));
        table.Add("urlJoin", 1, call => Make.Text(Join(call.Map(0))));
    }

    private static DictNode Parse(TemplateCall call, string text)
    {
        var url = new DictNode();
        var rest = text;
        Cut(ref rest, '#', out var fragment);
        Cut(ref rest, '?', out var query);
        var colon = rest.IndexOf(':');
        var scheme = colon > 0 && char.IsAsciiLetter(rest[0]) && rest[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') ? rest[..colon].ToLowerInvariant() : "";
        if (colon == 0) throw call.Fail($"parse \"{text}\": missing protocol scheme");
        if (scheme.Length > 0) rest = rest[(colon + 1)..];
        var (host, user, opaque) = ("", "", "");
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            host = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            var at = host.LastIndexOf('@');
            if (at >= 0) (user, host) = (host[..at], host[(at + 1)..]);
        }
        else if (scheme.Length > 0 && !rest.StartsWith('/')) (opaque, rest) = (rest, "");
        url.Entries["scheme"] = Make.Text(scheme);
        url.Entries["host"] = Make.Text(host);
        url.Entries["hostname"] = Make.Text(HostName(host));
        url.Entries["path"] = Make.Text(Uri.UnescapeDataString(rest));
        url.Entries["query"] = Make.Text(query);
        url.Entries["opaque"] = Make.Text(opaque);
        url.Entries["fragment"] = Make.Text(Uri.UnescapeDataString(fragment));
        url.Entries["userinfo"] = Make.Text(user);
        return url;
    }

    private static void Cut(ref string rest, char at, out string after)
    {
        var position = rest.IndexOf(at);
        after = position < 0 ? "" : rest[(position + 1)..];
        if (position >= 0) rest = rest[..position];
    }

    private static string HostName(string host)
    {
        if (host.StartsWith('[') && host.IndexOf(']') is > 0 and var close) return host[1..close];
        var colon = host.LastIndexOf(':');
        return colon < 0 ? host : host[..colon];
    }

    private static string Join(Node parts)
    {
        string Part(string key) => Shape.TryGet(parts, key, out var value) ? Cast.Text(value) : "";
        var (scheme, host, path, query, fragment, user) = (Part("scheme"), Part("host"), Part("path"), Part("query"), Part("fragment"), Part("userinfo"));
        var text = scheme.Length > 0 ? $"{scheme}:" : "";
        if (Part("opaque") is { Length: > 0 } opaque) text += opaque;
        else
        {
            if (scheme.Length > 0 || host.Length > 0 || user.Length > 0) text += $"//{(user.Length > 0 ? user + "@" : "")}{host}";
            if (path.Length > 0 && host.Length > 0 && !path.StartsWith('/')) text += "/";
            text += string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        }
        return text + (query.Length > 0 ? $"?{query}" : "") + (fragment.Length > 0 ? $"#{fragment}" : "");
    }
}
