using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Documents.Patterns;

namespace Gaia.Documents.Schemas;

internal static class PropertyChecks
{
    public static Keyword Properties(KeywordContext context, string at, MapNode properties)
    {
        var patterns = (context.Schema["patternProperties"] as MapNode ?? MapNode.Empty)
            .Select(entry => (Compile(context, entry), context.Rule(entry.Value, $"patternProperties/{InstancePath.Escape(entry.Key)}"))).ToList();
        var additional = context.Schema["additionalProperties"];
        return new Properties(at, context.Named(properties, "properties"), patterns,
            additional is null or BoolNode { Value: true } ? null : context.Rule(additional, "additionalProperties"),
            closed: additional is BoolNode { Value: false }, context.At("additionalProperties"));
    }

    public static Keyword Required(string at, ListNode names)
    {
        var keys = names.OfType<StringNode>().Select(name => name.Value).ToArray();
        return new Assertion(at, instance => instance is MapNode map && keys.Where(key => map[key] is null).ToArray() is { Length: > 0 } missing
            ? $"missing {(missing.Length == 1 ? "key" : "keys")} {string.Join(", ", missing.Select(key => $"'{key}'"))}"
            : null);
    }

    private static Regex Compile(KeywordContext context, KeyValuePair<string, Node> entry)
    {
        try
        {
            return GoRegex.Compile(entry.Key);
        }
        catch (ArgumentException e)
        {
            throw context.Fail("patternProperties", $"'{entry.Key}' is not a regular expression: {e.Message}", entry.Value);
        }
    }
}

internal sealed class Properties(
    string at, Dictionary<string, Rule> named, List<(Regex Pattern, Rule Rule)> patterns, Rule? additional, bool closed, string additionalAt) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (instance is not MapNode map) return;
        foreach (var (key, value) in map)
        {
            var below = path.Down(key);
            var known = named.TryGetValue(key, out var rule);
            if (known) rule!.Check(value, below, problems);
            foreach (var (pattern, matching) in patterns)
            {
                if (!pattern.IsMatch(key)) continue;
                known = true;
                matching.Check(value, below, problems);
            }
            if (known) continue;
            if (closed) problems.Add(new SchemaProblem(below.ToString(), Unknown(key), value.Mark, additionalAt));
            else additional?.Check(value, below, problems);
        }
    }

    private string Unknown(string key)
    {
        var near = NearestNames.Of(key, named.Keys);
        return near.Count == 0 ? $"unknown key '{key}'; known are {string.Join(", ", named.Keys)}" : $"unknown key '{key}'; did you mean '{near[0]}'?";
    }
}

internal sealed class PropertyNames(string at, Rule rule) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (instance is not MapNode map) return;
        foreach (var (key, value) in map) rule.Check(new StringNode(key, value.Mark), path.Down(key), problems);
    }
}

internal sealed class Dependencies(string at, List<(string Key, ListNode? Required, Rule? Rule)> dependencies) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (instance is not MapNode map) return;
        foreach (var (key, required, rule) in dependencies)
        {
            if (map[key] is null) continue;
            rule?.Check(instance, path, problems);
            foreach (var name in required?.OfType<StringNode>() ?? [])
                if (map[name.Value] is null)
                    Report(problems, instance, path, $"'{key}' needs the key '{name.Value}' beside it");
        }
    }
}
