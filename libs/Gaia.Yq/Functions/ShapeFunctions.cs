using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

/// <summary>What a value is, where it stands, whether it stays.</summary>
internal static class ShapeFunctions
{
    public static void AddTo(YqFunctions functions)
    {
        functions.Add("select", 1, call => call.Evaluate(0, call.Input).Where(match => Truth.Of(match.Value)).Select(_ => call.Input));
        functions.Add("empty", 0, _ => []);
        functions.Map("not", 0, call => new BoolNode(!Truth.Of(call.Value)));
        functions.Map("length", 0, call => new IntNode(Length(call)));
        functions.Map("has", 1, call => new BoolNode(Has(call.Value, call.First(0))));
        functions.Map("type", 0, call => new StringNode(Scalars.Tag(call.Value)));
        functions.Alias("type", "tag");
        functions.Map("kind", 0, call => new StringNode(call.Value switch { MapNode => "map", ListNode => "seq", _ => "scalar" }));
        functions.Map("key", 0, call => call.Input.Path is { Up: not null } path ? path.Step : NullNode.Instance);
        functions.Add("parent", 0, call => call.Input.Path is { Up: { } up } path ? [new YqMatch(path.Parent, up)] : []);
        functions.Add("path", 0, 1, call => (call.Arguments.Length == 0 ? [call.Input] : call.Evaluate(0, call.Input)).Select(match => YqMatch.Made(Steps(match))));
        functions.Add("error", 0, 1, call => throw call.Fail(call.Arguments.Length == 0 ? Scalars.Text(call.Value) : call.Text(0)));
        functions.Add("first", 0, 1, call => (call.Arguments.Length == 0 ? Iterate.Children(call.Input) : call.Evaluate(0, call.Input)).Take(1));
        functions.Add("last", 0, 1, call => (call.Arguments.Length == 0 ? Iterate.Children(call.Input) : call.Evaluate(0, call.Input)).TakeLast(1));
        functions.Add("del", 1, call => new Delete(call.Arguments[0], call.Column).Run(call.Run, call.Input, call.Scope));
        functions.Alias("del", "delete");
        foreach (var name in new[] { "env", "strenv", "load", "load_str", "envsubst" })
            functions.Add(name, 0, 2, call => throw call.Fail($"{call.Name} is not possible here: an expression sees its input only"));
    }

    private static ListNode Steps(YqMatch match) => new(match.Path?.Steps().Select(step => step.Step).ToArray() ?? []);

    private static long Length(YqCall call) => call.Value switch
    {
        NullNode => 0,
        StringNode text => text.Value.EnumerateRunes().Count(),
        ListNode list => list.Count,
        MapNode map => map.Count,
        _ => Scalars.Text(call.Value).Length,
    };

    public static bool Has(Node value, Node key) => (value, key) switch
    {
        (MapNode map, _) => map.TryGet(Scalars.Text(key), out _),
        (ListNode list, IntNode index) => index.Value >= 0 && index.Value < list.Count,
        _ => false,
    };
}
