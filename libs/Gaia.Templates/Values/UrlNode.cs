using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>Go's *url.URL, as far as templates look into it.</summary>
internal sealed class UrlNode(string text) : ObjectNode
{
    private readonly Uri? uri = Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : null;

    public override string GoType => "*url.URL";

    public override string ToString() => text;

    public override Node? Member(string name, Node[] arguments) => (name, arguments) switch
    {
        ("Scheme", []) => new StringNode(uri?.Scheme ?? ""),
        ("Host", []) => new StringNode(uri?.IsDefaultPort ?? true ? uri?.Host ?? "" : $"{uri!.Host}:{uri.Port}"),
        ("Hostname", []) => new StringNode(uri?.Host ?? ""),
        ("Port", []) => new StringNode(uri is null || uri.IsDefaultPort ? "" : $"{uri.Port}"),
        ("Path", []) => new StringNode(uri is null ? text.Split('?', '#')[0] : Uri.UnescapeDataString(uri.AbsolutePath)),
        ("RawQuery", []) => new StringNode(uri?.Query.TrimStart('?') ?? ""),
        ("Fragment", []) => new StringNode(uri?.Fragment.TrimStart('#') ?? ""),
        ("User", []) => new StringNode(uri?.UserInfo ?? ""),
        ("String", []) => new StringNode(text),
        ("IsAbs", []) => new BoolNode(uri is not null),
        _ => null,
    };
}
