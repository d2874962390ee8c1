using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>
/// `sources`: for each variable, setting, env and backend value every place that gives one, highest first:
/// {vars: {region: {name, final_value, stack_dependencies: [{stack_file, stack_file_section, dependency_type, variable_value}]}}}.
/// </summary>
internal static class Sources
{
    public static MapNode Of(ComponentInstance instance, MapNode evaluated)
    {
        var origins = new ValueOrigins(instance);
        return new MapNode([.. new[] { "vars", "settings", "env", "backend" }.Select(section =>
            KeyValuePair.Create<string, Node>(section, Section(origins, section, evaluated.Map(section) ?? MapNode.Empty)))]);
    }

    public static (IEnumerable<string> First, IEnumerable<string> All) Files(MapNode sources)
    {
        var lists = sources.SelectMany(section => (MapNode)section.Value).Select(entry => (ListNode)((MapNode)entry.Value)["stack_dependencies"]!).ToList();
        return (lists.Where(list => list.Count > 0).Select(list => File(list[0])), lists.SelectMany(list => list.Select(File)));
    }

    private static string File(Node dependency) => ((MapNode)dependency).Text("stack_file")!;

    private static MapNode Section(ValueOrigins origins, string section, MapNode evaluated) => new([.. evaluated.Select(entry =>
        KeyValuePair.Create<string, Node>(entry.Key, new MapNode(
        [
            new("name", new StringNode(entry.Key)),
            new("final_value", entry.Value),
            new("stack_dependencies", new ListNode([.. origins.Of([section, entry.Key]).Reverse().Select(Dependency)])),
        ])))]);

    private static MapNode Dependency(ValueOrigin origin) => new(
    [
        new("stack_file", new StringNode(origin.StackFile)),
        new("stack_file_section", new StringNode(origin.Section)),
        new("dependency_type", new StringNode(origin.IsInline ? "inline" : "import")),
        new("variable_value", origin.Value),
    ]);
}
