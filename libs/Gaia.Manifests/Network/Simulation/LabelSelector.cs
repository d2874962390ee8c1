using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>`matchLabels` and `matchExpressions`, all of which have to hold; an empty selector holds for everything.</summary>
internal sealed class LabelSelector
{
    private readonly IReadOnlyList<(string Key, string Operator, IReadOnlyList<string> Values)> demands;

    public LabelSelector(MapNode selector)
    {
        selector.RefuseOthers("A selector", "matchLabels", "matchExpressions");
        demands = [.. (selector.MapAt("matchLabels") ?? MapNode.Empty).Select(label => (label.Key, "In", (IReadOnlyList<string>)[label.Value.ToString()!])),
            .. selector.MapsAt("matchExpressions").Select(Expression)];
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => demands.All(demand => demand.Operator switch
    {
        "In" => labels.TryGetValue(demand.Key, out var value) && demand.Values.Contains(value),
        "NotIn" => !labels.TryGetValue(demand.Key, out var value) || !demand.Values.Contains(value),
        "Exists" => labels.ContainsKey(demand.Key),
        _ => !labels.ContainsKey(demand.Key),
    });

    private static (string, string, IReadOnlyList<string>) Expression(MapNode expression)
    {
        var key = expression.TextAt("key") ?? throw PolicyField.Refusal("an expression has no `key`");
        var values = expression.TextsAt("values");
        return expression.TextAt("operator") switch
        {
            "In" or "NotIn" when values.Count == 0 => throw PolicyField.Refusal($"the expression over '{key}' needs `values`"),
            "Exists" or "DoesNotExist" when values.Count > 0 => throw PolicyField.Refusal($"the expression over '{key}' must not have `values`"),
            ("In" or "NotIn" or "Exists" or "DoesNotExist") and var known => (key, known, values),
            var other => throw PolicyField.Refusal($"'{other}' is not an operator of an expression; In, NotIn, Exists and DoesNotExist are"),
        };
    }
}
