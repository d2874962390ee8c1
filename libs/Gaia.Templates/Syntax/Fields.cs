using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Syntax;

/// <summary>Go's rules for .field: maps give entries, objects give methods, the rest refuses.</summary>
internal static class Fields
{
    public static Node Walk(
        Execution x, Fragment at, Node receiver, string[] names, Expression[] arguments, Node? piped, Node dot)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var last = i == names.Length - 1;
            receiver = One(x, at, x.Current(receiver), names[i], last ? arguments : [], last ? piped : null, dot);
        }
        return x.Current(receiver);
    }

    private static Node One(
        Execution x, Fragment at, Node receiver, string name, Expression[] arguments, Node? piped, Node dot)
    {
        if (receiver is NoValue) return Missing(x, at, name);
        if (receiver is NullNode) throw x.Fail(at, $"nil pointer evaluating interface {{}}.{name}");
        if (receiver is ObjectNode target) return Method(x, at, target, name, arguments, piped, dot);
        if (!Shape.IsMap(receiver)) throw x.Fail(at, $"can't evaluate field {name} in type {Shape.GoType(receiver)}");
        if (arguments.Length > 0 || piped is not null) throw x.Fail(at, $"{name} is not a method but has arguments");
        if (Shape.TryGet(receiver, name, out var value)) return value;
        return x.Options.MissingKey == MissingKeyMode.Error
            ? throw x.Fail(at, $"map has no entry for key \"{name}\"")
            : NoValue.Instance;
    }

    private static NoValue Missing(Execution x, Fragment at, string name) =>
        x.Options.MissingKey == MissingKeyMode.Error
            ? throw x.Fail(at, $"nil data; no entry for key \"{name}\"")
            : NoValue.Instance;

    private static Node Method(
        Execution x, Fragment at, ObjectNode target, string name, Expression[] arguments, Node? piped, Node dot)
    {
        x.Step(at);
        var values = CallExpression.Arguments(x, dot, arguments, piped);
        try
        {
            return target.Member(name, values) ?? throw x.Fail(at, $"can't evaluate field {name} in type {target.GoType}");
        }
        catch (TemplateCallException e)
        {
            throw x.Fail(at, $"error calling {name}: {e.Message}", e);
        }
    }
}
