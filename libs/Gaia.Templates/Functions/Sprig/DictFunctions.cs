using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class DictFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("dict", 0, Dict);
        table.Add("get", 2, call => Shape.TryGet(call.Map(0), call.String(1), out var value) ? value : Make.Text(""));
        table.Add("set", 3, Set);
        table.Add("unset", 2, Unset);
        table.Add("hasKey", 2, call => Make.Bool(Shape.TryGet(call.Map(0), call.String(1), out _)));
        table.AddOpen("pluck", 1, call => Make.List(Maps(call, 1).Where(map => Shape.TryGet(map, call.String(0), out _))
            .Select(map => Shape.TryGet(map, call.String(0), out var value) ? value : NullNode.Instance)));
        table.AddOpen("keys", 0, call => Make.Texts(Maps(call, 0).SelectMany(Shape.SortedEntries).Select(entry => entry.Key)));
        table.Add("values", 1, call => Make.List(Shape.SortedEntries(call.Map(0)).Select(entry => entry.Value)));
        table.AddOpen("pick", 1, call => Filter(call, (keys, key) => keys.Contains(key)));
        table.AddOpen("omit", 1, call => Filter(call, (keys, key) => !keys.Contains(key)));
        table.AddOpen("dig", 3, Dig);
        table.Add("deepCopy", 1, call => call[0] is NullNode ? call[0] : Copied(call, call[0]));
        table.Alias("deepCopy", "mustDeepCopy");
    }

    public static DictNode Dict(TemplateCall call)
    {
        var result = new DictNode();
        for (var i = 0; i < call.Count; i += 2)
            result.Entries[Cast.Text(call[i])] = i + 1 < call.Count ? call[i + 1] : Make.Text("");
        return result;
    }

    // Sprig changes the map itself and hands it back.
    private static DictNode Set(TemplateCall call)
    {
        var dict = call.Execution.Thaw(call.Map(0));
        dict.Put(call.String(1), call[2]);
        return dict;
    }

    private static DictNode Unset(TemplateCall call)
    {
        var dict = call.Execution.Thaw(call.Map(0));
        dict.Entries.Remove(call.String(1));
        return dict;
    }

    private static IEnumerable<Node> Maps(TemplateCall call, int from) => Enumerable.Range(from, call.Count - from).Select(call.Map);

    private static DictNode Filter(TemplateCall call, Func<HashSet<string>, string, bool> keep)
    {
        var keys = Enumerable.Range(1, call.Count - 1).Select(call.String).ToHashSet();
        var result = new DictNode();
        foreach (var (key, value) in Shape.Entries(call.Map(0)))
            if (keep(keys, key))
                result.Entries[key] = value;
        return result;
    }

    // dig "a" "b" default map
    private static Node Dig(TemplateCall call)
    {
        var value = call.Map(call.Count - 1);
        for (var i = 0; i < call.Count - 2; i++)
        {
            if (!Shape.IsMap(value)) throw call.Fail($"interface conversion: interface {{}} is {Shape.GoType(value)}, not map[string]interface {{}}");
            if (!Shape.TryGet(value, call.String(i), out var next)) return call[call.Count - 2];
            value = call.Execution.Current(next);
        }
        return value;
    }

    public static Node Copied(TemplateCall call, Node value)
    {
        call.Charge(Cost.Walk(value));
        return Copy(value);
    }

    private static Node Copy(Node value)
    {
        if (!Shape.IsMap(value)) return value is ListNode list ? Make.List(list.Select(Copy)) : value;
        var copy = DictNode.CopyOf(value);
        foreach (var key in copy.Entries.Keys.ToArray())
            if (Shape.IsMap(copy.Entries[key]) || copy.Entries[key] is ListNode)
                copy.Entries[key] = Copy(copy.Entries[key]);
        return copy;
    }
}
