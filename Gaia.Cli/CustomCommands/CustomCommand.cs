using Gaia.Documents.Nodes;
using Gaia.Stacks;

namespace Gaia.Cli.CustomCommands;

/// <summary>A command that atmos.yaml defines under `commands`.</summary>
internal sealed record CustomCommand(string Name, string Description)
{
    public IReadOnlyList<CustomArgument> Arguments { get; init; } = [];
    public IReadOnlyList<CustomFlag> Flags { get; init; } = [];
    public IReadOnlyList<CustomVariable> Env { get; init; } = [];
    public IReadOnlyList<CustomStep> Steps { get; init; } = [];
    public IReadOnlyList<CustomCommand> Commands { get; init; } = [];
    public string? WorkingDirectory { get; init; }

    /// <summary>component_config: templates of the component and stack whose configuration the steps may use.</summary>
    public (string Component, string Stack)? ComponentConfig { get; init; }

    public static IReadOnlyList<CustomCommand> Read(Node? commands) => [.. Items(commands, "commands").Select(Read)];

    private static CustomCommand Read(MapNode map)
    {
        var name = map.Text("name") is { Length: > 0 } given ? given : throw Wrong(map, "a custom command needs a `name`");
        var config = map.Map("component_config");
        return new CustomCommand(name, map.Text("description") ?? "")
        {
            Arguments = [.. Items(map["arguments"], "arguments").Select(CustomArgument.Read)],
            Flags = [.. Items(map["flags"], "flags").Select(CustomFlag.Read)],
            Env = [.. Items(map["env"], "env").Select(CustomVariable.Read)],
            Steps = map["steps"] is ListNode steps ? [.. steps.Select(CustomStep.Read)] : [],
            Commands = Read(map["commands"]),
            WorkingDirectory = map.Text("working_directory"),
            ComponentConfig = config?.Text("component") is { } component && config.Text("stack") is { } stack ? (component, stack) : null,
        };
    }

    private static IEnumerable<MapNode> Items(Node? node, string key) => node switch
    {
        null or NullNode => [],
        ListNode list => list.Select(item => item as MapNode ?? throw Wrong(item, $"every entry of `{key}` must be a map")),
        MapNode variables when key == "env" => variables.Select(entry => new MapNode(
            [new("key", new StringNode(entry.Key)), new("value", new StringNode(entry.Value.ToString() ?? ""))])),
        _ => throw Wrong(node, $"`{key}` must be a list, not {node.KindWords}"),
    };

    private static StacksInvalidException Wrong(Node node, string message) => new("config.commands", message, node.Mark);
}

internal sealed record CustomArgument(string Name, string Description, bool Required, string? Default)
{
    public static CustomArgument Read(MapNode map) =>
        new(map.Text("name") ?? "", map.Text("description") ?? "", map.Flag("required") ?? false, map["default"] is null or NullNode ? null : map["default"]!.ToString());
}

internal sealed record CustomFlag(string Name, string? Shorthand, bool IsSwitch, string Description, bool Required, string? Default)
{
    public static CustomFlag Read(MapNode map) =>
        new(map.Text("name") ?? "", map.Text("shorthand") is { Length: > 0 } letter ? letter : null, map.Text("type") == "bool",
            map.Text("usage") ?? map.Text("description") ?? "", map.Flag("required") ?? false,
            map["default"] is null or NullNode ? null : map["default"]!.ToString());
}

/// <param name="Command">valueCommand: its output is the value.</param>
internal sealed record CustomVariable(string Name, string? Value, string? Command)
{
    public static CustomVariable Read(MapNode map) => new((map.Text("key") ?? "").Trim(), map["value"]?.ToString(), map.Text("valueCommand") ?? map.Text("value_command"));
}

/// <param name="Line">A Go template that gives a shell line, or the arguments of a gaia command when of type atmos.</param>
internal sealed record CustomStep(string Line, bool IsAtmos, SourceMark Mark)
{
    // - "terraform fmt {{ .Arguments.component }}"   or   - {command: terraform plan vpc, type: atmos}
    public static CustomStep Read(Node node) => node is MapNode map
        ? new(map.Text("command") ?? "", map.Text("type") == "atmos", node.Mark)
        : new(node.ToString() ?? "", false, node.Mark);
}
