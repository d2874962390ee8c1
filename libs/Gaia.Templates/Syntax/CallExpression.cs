using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Syntax;

/// <summary>A function by its name: upper, or strings.ToUpper with what follows as fields of its value.</summary>
internal sealed class CallExpression(string name, string[] fields, int start, int stop) : Expression(start, stop)
{
    private readonly string? dotted = fields.Length == 0 ? null : $"{name}.{fields[0]}";

    public override Node Evaluate(Execution x, Node dot) => Call(x, dot, [], null);

    public override Node Call(Execution x, Node dot, Expression[] arguments, Node? piped)
    {
        if (dotted is null) return Invoke(x, name, dot, arguments, piped);
        if (!x.Options.Functions.TryGet(dotted, out _))
            return x.Options.Functions.TryGet(name, out _)
                ? Fields.Walk(x, this, Invoke(x, name, dot, [], null), fields, arguments, piped, dot)
                : throw x.Fail(this, $"can't evaluate field {fields[0]} in namespace {name}");
        return fields.Length == 1
            ? Invoke(x, dotted, dot, arguments, piped)
            : Fields.Walk(x, this, Invoke(x, dotted, dot, [], null), fields[1..], arguments, piped, dot);
    }

    private Node Invoke(Execution x, string function, Node dot, Expression[] arguments, Node? piped)
    {
        x.Step(this);
        if (function is "and" or "or") return Junction(x, function, dot, arguments, piped);
        if (!x.Options.Functions.TryGet(function, out var entry)) throw x.Fail(this, $"\"{function}\" is not a defined function");
        var values = Arguments(x, dot, arguments, piped);
        RequireCount(x, function, entry, values.Length);
        x.Spend(this, Cost.Of(function, values));
        try
        {
            var result = entry.Function(new TemplateCall(function, values, x, this));
            Bound(x, result);
            return x.Current(result);
        }
        catch (Exception e) when (e is not (OperationCanceledException or TemplateException or WorkExceededException))
        {
            throw x.Fail(this, e is TemplateCallException ? e.Message : $"error calling {function}: {e.Message}", e);
        }
    }

    // The only two whose arguments are evaluated one by one, until the answer is known.
    private Node Junction(Execution x, string function, Node dot, Expression[] arguments, Node? piped)
    {
        if (arguments.Length == 0 && piped is null) throw x.Fail(this, $"wrong number of args for {function}: want at least 1 got 0");
        var stopsAt = function == "or";
        Node value = NullNode.Instance;
        foreach (var argument in arguments)
        {
            value = argument.Evaluate(x, dot);
            if (Shape.IsTrue(value) == stopsAt) return value;
        }
        return piped ?? value;
    }

    private void RequireCount(Execution x, string function, TemplateFunctions.Entry entry, int count)
    {
        if (count >= entry.Fewest && count <= entry.Most) return;
        var want = entry.Fewest == entry.Most ? $"{entry.Fewest}"
            : count < entry.Fewest ? $"at least {entry.Fewest}" : $"at most {entry.Most}";
        throw x.Fail(this, $"wrong number of args for {function}: want {want} got {count}");
    }

    private void Bound(Execution x, Node result)
    {
        if (result is StringNode text)
        {
            if (text.Value.Length > x.Options.Limits.OutputLength)
                throw x.Fail(this, $"string longer than {x.Options.Limits.OutputLength} characters");
            x.Spend(this, text.Value.Length >> 10);
            x.Made(text.Value.Length);
        }
        else if (result is ListNode list) x.Spend(this, list.Count >> 4);
    }

    public static Node[] Arguments(Execution x, Node dot, Expression[] arguments, Node? piped)
    {
        var count = arguments.Length + (piped is null ? 0 : 1);
        if (count == 0) return [];
        var values = new Node[count];
        for (var i = 0; i < arguments.Length; i++) values[i] = Argument(x, arguments[i].Evaluate(x, dot));
        if (piped is not null) values[^1] = Argument(x, piped);
        return values;
    }

    private static Node Argument(Execution x, Node value) => value is NoValue ? NullNode.Instance : x.Current(value);
}
