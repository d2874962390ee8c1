namespace Gaia.Cli.Runs.View;

/// <summary><c>module.net["a.b"].module.sub.aws_vpc.main[0]</c> as the modules on the way and the rest.</summary>
internal sealed record ResourceAddress(IReadOnlyList<string> Modules, string Name)
{
    public static ResourceAddress Parse(string address)
    {
        var parts = Split(address);
        var modules = new List<string>();
        while (parts.Count > modules.Count * 2 + 1 && parts[modules.Count * 2] == "module") modules.Add($"module.{parts[modules.Count * 2 + 1]}");
        return new(modules, string.Join('.', parts.Skip(modules.Count * 2)));
    }

    /// <summary>At dots, but not inside brackets or quotes.</summary>
    private static List<string> Split(string address)
    {
        var parts = new List<string>();
        var (start, quoted, depth) = (0, false, 0);
        for (var i = 0; i < address.Length; i++)
        {
            if (quoted && address[i] == '\\') i++;
            else if (address[i] == '"') quoted = !quoted;
            else if (!quoted && address[i] == '[') depth++;
            else if (!quoted && address[i] == ']') depth--;
            else if (!quoted && depth == 0 && address[i] == '.')
            {
                parts.Add(address[start..i]);
                start = i + 1;
            }
        }
        parts.Add(address[start..]);
        return parts;
    }
}
