using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Go;

internal static class IndexFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("len", 1, call => Make.Int(Length(call, call[0])));
        table.AddOpen("index", 1, Index);
        table.Add("slice", 1, 4, Slice);
        table.AddOpen("call", 1, call => throw call.Fail($"non-function {Cast.Text(call[0])} of type {Shape.GoType(call[0])}"));
    }

    private static long Length(TemplateCall call, Node value) => value switch
    {
        StringNode text => Encoding.UTF8.GetByteCount(text.Value),
        ListNode list => list.Count,
        MapNode or DictNode => Shape.MapCount(value),
        NullNode => throw call.Fail("len of nil pointer"),
        _ => throw call.Fail($"len of type {Shape.GoType(value)}"),
    };

    private static Node Index(TemplateCall call)
    {
        if (Shape.IsNull(call[0])) throw call.Fail("index of untyped nil");
        var item = call[0];
        for (var i = 1; i < call.Count; i++) item = Step(call, call.Execution.Current(item), call[i]);
        return item;
    }

    private static Node Step(TemplateCall call, Node item, Node key)
    {
        switch (item)
        {
            case ListNode list: return list[Position(call, key, list.Count)];
            case StringNode text:
                var bytes = Encoding.UTF8.GetBytes(text.Value);
                return Make.Int(bytes[Position(call, key, bytes.Length)]);
            case MapNode or DictNode:
                if (key is not StringNode name)
                    throw call.Fail(Shape.IsNull(key) ? "value is nil; should be of type string" : $"value has type {Shape.GoType(key)}; should be string");
                return Shape.TryGet(item, name.Value, out var value) ? value : NullNode.Instance;
            case NullNode or NoValue: throw call.Fail("index of nil pointer");
            default: throw call.Fail($"can't index item of type {Shape.GoType(item)}");
        }
    }

    private static int Position(TemplateCall call, Node key, int count)
    {
        if (key is not IntNode index)
            throw call.Fail(Shape.IsNull(key) ? "cannot index slice/array with nil" : $"cannot index slice/array with type {Shape.GoType(key)}");
        if (index.Value < 0 || index.Value >= count) throw call.Fail($"index out of range: {index.Value}");
        return (int)index.Value;
    }

    private static Node Slice(TemplateCall call)
    {
        var item = call[0];
        if (Shape.IsNull(item)) throw call.Fail("slice of untyped nil");
        if (item is StringNode && call.Count == 4) throw call.Fail("cannot 3-index slice a string");
        var bytes = item is StringNode text ? Encoding.UTF8.GetBytes(text.Value) : [];
        var count = item switch
        {
            ListNode list => list.Count,
            StringNode => bytes.Length,
            _ => throw call.Fail($"can't slice item of type {Shape.GoType(item)}"),
        };
        var from = call.Count > 1 ? Bound(call, call[1], count) : 0;
        var to = call.Count > 2 ? Bound(call, call[2], count) : count;
        if (from > to) throw call.Fail($"invalid slice index: {from} > {to}");
        return item is ListNode all ? Make.List(all.Skip(from).Take(to - from)) : Make.Text(Encoding.UTF8.GetString(bytes, from, to - from));
    }

    private static int Bound(TemplateCall call, Node key, int count)
    {
        if (key is not IntNode index) throw call.Fail($"cannot index slice/array with type {Shape.GoType(key)}");
        if (index.Value < 0 || index.Value > count) throw call.Fail($"index out of range: {index.Value}");
        return (int)index.Value;
    }
}
