using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class TypeFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("typeOf", 1, call => Make.Text(Shape.GoType(call[0])));
        table.Add("typeIs", 2, call => Make.Bool(call.String(0) == Shape.GoType(call[1])));
        table.Add("typeIsLike", 2, call => Make.Bool(call.String(0).TrimStart('*') == Shape.GoType(call[1]).TrimStart('*')));
        table.Add("kindOf", 1, call => Make.Text(Kinds.Of(call[0])));
        table.Add("kindIs", 2, call => Make.Bool(call.String(0) == Kinds.Of(call[1])));
        table.Add("deepEqual", 2, call =>
        {
            call.Charge(Cost.Walk(call[0]) + Cost.Walk(call[1]));
            return Make.Bool(DeepEquality.Comparer.Equals(call[0], call[1]));
        });
    }
}

/// <summary>Go's reflect.Kind by name.</summary>
internal static class Kinds
{
    public static string Of(Node value) => value switch
    {
        NullNode or NoValue => "invalid",
        BoolNode => "bool",
        IntNode => "int",
        FloatNode => "float64",
        StringNode => "string",
        ListNode => "slice",
        DurationNode => "int64",
        ObjectNode => "struct",
        _ => "map",
    };
}
