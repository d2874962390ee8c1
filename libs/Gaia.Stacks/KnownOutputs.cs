using System.Text;
using System.Text.Json;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks;

/// <summary>Terraform outputs of one instance that somebody else keeps.</summary>
/// <param name="Withheld">Names of sensitive outputs whose values the keeper does not give out.</param>
public sealed record KnownOutputs(MapNode Values, IReadOnlyCollection<string> Withheld)
{
    /// <summary>Names of sensitive outputs whose values are here.</summary>
    public IReadOnlyCollection<string> Sensitive { get; init; } = [];

    /// <param name="outputs">Values as JSON; null where the value is withheld.</param>
    public static KnownOutputs Of(IEnumerable<(string Name, JsonElement? Value)> outputs)
    {
        var all = outputs.ToList();
        return new KnownOutputs(
            new MapNode([.. all.Where(output => output.Value is not null).Select(output => KeyValuePair.Create(output.Name, Read(output.Value!.Value)))]),
            [.. all.Where(output => output.Value is null).Select(output => output.Name)]);
    }

    /// <summary>Of a state file: <c>{"version": 4, "outputs": {"vpc_id": {"value": "vpc-1", "type": "string"}}}</c>.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static KnownOutputs OfState(ReadOnlyMemory<byte> state)
    {
        if (JsonReader.Read(state) is not MapNode map || map["outputs"] is not MapNode outputs) return new(MapNode.Empty, []);
        return new(new MapNode([.. outputs.Select(entry => KeyValuePair.Create(entry.Key, (entry.Value as MapNode)?["value"] ?? NullNode.Instance))]), [])
        {
            Sensitive = [.. outputs.Where(entry => (entry.Value as MapNode)?.Flag("sensitive") == true).Select(entry => entry.Key)],
        };
    }

    /// <summary>The first withheld output that an expression names, or null.</summary>
    internal string? WithheldIn(string expression) => Withheld.FirstOrDefault(name =>
        expression.Split([.. expression.Where(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))]).Contains(name, StringComparer.Ordinal));

    private static Node Read(JsonElement value) => JsonReader.Read(Encoding.UTF8.GetBytes(value.GetRawText()));
}
