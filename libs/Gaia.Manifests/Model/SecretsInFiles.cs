using System.Text.RegularExpressions;

namespace Gaia.Manifests.Model;

/// <summary>Finds a secret that somebody wrote into a file: settings of a program, JSON, YAML, XML, SQL, or a key as it is.</summary>
internal static partial class SecretsInFiles
{
    // `password = form.password`: names say nothing there.
    private static readonly string[] Code = [".js", ".mjs", ".cjs", ".ts", ".jsx", ".tsx", ".css", ".scss", ".html", ".htm", ".map", ".svg", ".md", ".py", ".rb", ".lua", ".go", ".cs", ".java", ".php"];

    // Of nginx: where a request is passed to.
    private static readonly string[] Directives = ["proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass"];

    /// <param name="name">Of the file.</param>
    /// <returns>The first one's line, counted from 1, and why it is taken for one; null if the file holds no secret.</returns>
    public static (int Line, string Why)? Find(string name, string text)
    {
        var isCode = Code.Contains(Path.GetExtension(name).ToLowerInvariant());
        // db_password.txt holds nothing else.
        if (!isCode && text.Trim() is var whole && !whole.Contains('\n') && PlainSecrets.Suspicion(Path.GetExtension(name) is ".txt" ? name[..^4] : name, Value.Of(whole)) is { } byName) return (1, byName);
        foreach (var (i, line) in text.Split('\n').Index())
            if (In(line.Trim(), isCode) is { } why)
                return (i + 1, why);
        return null;
    }

    private static string? In(string line, bool isCode) =>
        // An example, as in `# requirepass foobared`.
        CommentPattern().IsMatch(line) ? null : PlainSecrets.InLine(line) ?? (isCode ? null : InSettings(line));

    private static string? InSettings(string line) =>
        StatementPattern().IsMatch(line) ? "there is a password in its SQL"
        : ((Regex[])[LinePattern(), JsonPattern(), ElementPattern()]).SelectMany(pattern => pattern.Matches(line)).Where(pair => !Directives.Contains(pair.Groups["name"].Value))
            .Select(pair => PlainSecrets.Suspicion(pair.Groups["name"].Value, Value.Of(pair.Groups["value"].Value)) is { } why ? $"at {pair.Groups["name"].Value} {why}" : null).FirstOrDefault(why => why is not null);

    [GeneratedRegex(@"^(#|;|//|<!--|--\s)")]
    private static partial Regex CommentPattern();

    // password: x   password = "x",   requirepass x
    [GeneratedRegex("""^(-\s+|export\s+)?["']?(?<name>[A-Za-z][\w.:-]*?)["']?(\s*[:=]\s*|\s+)(?<quote>["']?)(?<value>[^\s"'(){}\[\]<>;,]+)\k<quote>\s*[;,]?(\s+#.*)?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex LinePattern();

    // {"user": "x", "password": "y"}
    [GeneratedRegex("""(?<name>[\w.:-]+)"\s*:\s*"(?<value>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex JsonPattern();

    // <password>x</password>   password="x"
    [GeneratedRegex("""<(?<name>[A-Za-z][\w.:-]*)>(?<value>[^<]+)</|\s(?<name>[A-Za-z][\w.:-]*)="(?<value>[^"]+)["]""", RegexOptions.ExplicitCapture)]
    private static partial Regex ElementPattern();

    // CREATE USER a WITH PASSWORD 'x'; ... IDENTIFIED BY 'x'
    [GeneratedRegex(@"\b(PASSWORD|IDENTIFIED\s+BY)\s+'[^'$:{]+'", RegexOptions.IgnoreCase)]
    private static partial Regex StatementPattern();
}
