using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>merge fills what is missing or empty in its first map, mergeOverwrite replaces it; both change that map.</summary>
internal static class MergeFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("merge", 1, call => Merge(call, overwrite: false));
        table.Alias("merge", "mustMerge");
        table.AddOpen("mergeOverwrite", 1, call => Merge(call, overwrite: true));
        table.Alias("mergeOverwrite", "mustMergeOverwrite");
    }

    private static DictNode Merge(TemplateCall call, bool overwrite)
    {
        var target = call.Execution.Thaw(call.Map(0));
        for (var i = 1; i < call.Count; i++) call.Charge(Cost.Walk(call.Map(i)));
        for (var i = 1; i < call.Count; i++) Into(target, call.Map(i), overwrite);
        return target;
    }

    public static void Into(DictNode target, Node source, bool overwrite)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (ReferenceEquals(target, source)) return;
        foreach (var (key, value) in Shape.Entries(source).ToArray())
        {
            var exists = target.Entries.TryGetValue(key, out var present);
            if (exists && Shape.IsMap(present!) && Shape.IsMap(value))
            {
                var inner = present as DictNode ?? DictNode.CopyOf(present!);
                Into(inner, value, overwrite);
                target.Entries[key] = inner;
            }
            else if (overwrite || !exists || !Shape.IsTrue(present!)) target.Put(key, value);
        }
    }
}
