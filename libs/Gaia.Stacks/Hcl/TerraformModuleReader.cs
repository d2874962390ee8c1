using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Hcl;

internal static class TerraformModuleReader
{
    public static TerraformModule Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.tf").Order(StringComparer.Ordinal).ToArray() : [];
        var bodies = files.Select(file => HclFile.ParseLoosely(File.ReadAllText(file), file)).ToArray();
        var terraform = bodies.SelectMany(body => Bodies(body["terraform"])).ToArray();
        return new TerraformModule(
            Named(bodies, "variable").Select(Variable).ToArray(),
            Named(bodies, "output").Select(pair => new TerraformOutput(pair.Name, Text(pair.Body, "description"), Flag(pair.Body, "sensitive"), pair.Body.Mark)).ToArray(),
            Named(bodies, "module").Where(pair => Text(pair.Body, "source") is not null)
                .Select(pair => new TerraformModuleCall(pair.Name, Text(pair.Body, "source")!, Text(pair.Body, "version"), pair.Body.Mark)).ToArray(),
            terraform.SelectMany(body => Bodies(body["required_providers"])).SelectMany(body => body).Select(Provider).ToArray(),
            terraform.Select(body => Text(body, "required_version")).FirstOrDefault(version => version is not null));
    }

    private static TerraformVariable Variable((string Name, MapNode Body) variable) => new(
        variable.Name, Type(variable.Body["type"]), Text(variable.Body, "description"), variable.Body["default"],
        Flag(variable.Body, "sensitive"), variable.Body.Mark);

    // aws = "~> 5.0" is the old short form of aws = { version = "~> 5.0" }.
    private static TerraformProviderRequirement Provider(KeyValuePair<string, Node> entry) => entry.Value is MapNode map
        ? new TerraformProviderRequirement(entry.Key, Text(map, "source"), Text(map, "version"))
        : new TerraformProviderRequirement(entry.Key, null, (entry.Value as StringNode)?.Value);

    private static IEnumerable<(string Name, MapNode Body)> Named(IEnumerable<MapNode> files, string type) =>
        files.SelectMany(file => file[type] as IEnumerable<KeyValuePair<string, Node>> ?? [])
            .SelectMany(entry => Bodies(entry.Value).Select(body => (entry.Key, body)));

    private static IEnumerable<MapNode> Bodies(Node? value) => value switch
    {
        MapNode map => [map],
        ListNode list => list.OfType<MapNode>(),
        _ => [],
    };

    private static string? Type(Node? value) => value is StringNode { Value: ['$', '{', .. var text, '}'] } ? text : (value as StringNode)?.Value;

    private static string? Text(MapNode body, string key) => (body[key] as StringNode)?.Value;

    private static bool Flag(MapNode body, string key) => body[key] is BoolNode { Value: true };
}
