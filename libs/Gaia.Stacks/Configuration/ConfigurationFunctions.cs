using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Configuration;

/// <summary>The functions that atmos.yaml may use: they need no stack.</summary>
internal sealed class ConfigurationFunctions(RepositoryOptions options)
{
    /// <summary>A path of the command line or the environment: `!repo-root`, `!cwd`, `!env NAME` and the like, or as it is.</summary>
    public string Path(string path) => YamlFunctions.IsCall(path) && Call(new StringNode(path), System.IO.Path.Join(options.WorkingDirectory, "-")) is StringNode text ? text.Value : path;

    public MapNode Evaluate(MapNode map, string file) => map.Has(NodeTraits.Function) ? (MapNode)Walk(map, file) : map;

    private Node Walk(Node node, string file) => node switch
    {
        _ when !node.Has(NodeTraits.Function) => node,
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Walk(entry.Value, file)))], map.Mark),
        ListNode list => new ListNode([.. list.Select(item => Walk(item, file))], list.Mark, list.Appends),
        StringNode text when YamlFunctions.IsCall(text.Value) => Call(text, file),
        _ => node,
    };

    private Node Call(StringNode text, string file)
    {
        var argument = YamlFunctions.ArgumentOf(text.Value);
        return YamlFunctions.NameOf(text.Value) switch
        {
            "!env" => Environment(argument, text),
            "!repo-root" or "!git.root" => new StringNode((options.SentFrom?.Root ?? options.Root.GitRoot(System.IO.Path.GetDirectoryName(file)!)) ?? (argument.Length > 0 ? argument : "."), text.Mark),
            "!cwd" => new StringNode(Paths.Join(options.WorkingDirectory, argument), text.Mark),
            _ => text,
        };
    }

    // !env NAME or !env NAME default
    private StringNode Environment(string argument, StringNode text)
    {
        var parts = argument.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
            throw new StacksInvalidException("function.env", "!env wants the name of a variable", text.Mark);
        var value = (options.Variables ?? options.Environment).GetValueOrDefault(parts[0]) ?? parts.ElementAtOrDefault(1)?.Trim('"', '\'') ?? "";
        return new StringNode(value, text.Mark);
    }
}
