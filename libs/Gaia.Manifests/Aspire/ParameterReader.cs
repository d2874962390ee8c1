namespace Gaia.Manifests.Aspire;

internal static class ParameterReader
{
    public static ParameterResource Read(string name, string type, ResourceFields fields) =>
        new(name, type, fields.RequiredExpression("value"), Inputs(fields), fields.Mark) { ConnectionString = fields.Expression("connectionString") };

    // "value": {"type": "string", "secret": true, "default": {"generate": {"minLength": 22, "special": false}}}
    public static IReadOnlyList<ParameterInput> Inputs(ResourceFields fields) => [.. fields.EntriesWithoutCase("inputs").Select(entry =>
    {
        var (name, input) = entry;
        if (input.Has("type")) input.OneOf("type", "string");
        var byDefault = input.Object("default");
        return new ParameterInput(name, input.Flag("secret"), byDefault?.Text("value"), byDefault?.Object("generate") is { } rule ? Rule(rule) : null);
    })];

    private static GenerateRule Rule(ResourceFields rule) => new(
        rule.Count("minLength", 0), rule.Flag("lower", true), rule.Flag("upper", true), rule.Flag("numeric", true), rule.Flag("special", true),
        rule.Count("minLower", 0), rule.Count("minUpper", 0), rule.Count("minNumeric", 0), rule.Count("minSpecial", 0));
}
