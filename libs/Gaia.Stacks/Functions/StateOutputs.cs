using Gaia.Stacks.Nodes;
using Gaia.Stacks.Yaml;

namespace Gaia.Stacks.Functions;

/// <summary>The outputs of a state file: {"version": 4, "outputs": {"vpc_id": {"value": "vpc-1", "type": "string"}}}.</summary>
internal static class StateOutputs
{
    public static MapNode Of(ReadOnlyMemory<byte> state, FunctionCall call)
    {
        try
        {
            return JsonReader.Read(state) is MapNode map && map["outputs"] is MapNode outputs
                ? new MapNode([.. outputs.Select(entry => KeyValuePair.Create(entry.Key, (entry.Value as MapNode)?["value"] ?? NullNode.Instance))])
                : MapNode.Empty;
        }
        catch (System.Text.Json.JsonException fault)
        {
            throw call.Invalid("the state is not JSON", fault);
        }
    }
}
