using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Cli.Remote;

/// <summary>Whose outputs an instance takes, from calls that were left as they are written: `!terraform.state component [stack] output`.</summary>
internal static class ReadStates
{
    public static IEnumerable<ComponentInstance> Of(AtmosRepository repository, ComponentInstance instance, Node evaluated) =>
        Calls(evaluated).Select(call => Target(repository, instance, call)).OfType<ComponentInstance>().Distinct();

    private static IEnumerable<string> Calls(Node node) => node switch
    {
        MapNode map => map.SelectMany(entry => Calls(entry.Value)),
        ListNode list => list.SelectMany(Calls),
        StringNode text when YamlFunctions.NameOf(text.Value) is "!terraform.state" or "!terraform.output" => [text.Value],
        _ => [],
    };

    // What cannot be found is said by whoever evaluates the call.
    private static ComponentInstance? Target(AtmosRepository repository, ComponentInstance instance, string call)
    {
        var words = YamlFunctions.ArgumentOf(call).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\'')).ToList();
        try
        {
            return words.Count < 2 ? null : repository.Find(words[0], words.Count > 2 ? words[1] : instance.StackName, "terraform");
        }
        catch (StacksNotFoundException)
        {
            return null;
        }
    }
}
