using Gaia.Documents.Nodes;
using Gaia.Templates.Syntax;
using Gaia.Templates.Values;

namespace Gaia.Templates;

/// <summary>One call of a template function.</summary>
public sealed class TemplateCall
{
    private readonly Node[] arguments;

    internal TemplateCall(string name, Node[] arguments, Execution execution, Fragment at) =>
        (Name, this.arguments, Execution, At) = (name, arguments, execution, at);

    public string Name { get; }

    /// <summary>A missing value arrives as <see cref="NullNode"/>.</summary>
    public IReadOnlyList<Node> Arguments => arguments;

    public TemplateOptions Options => Execution.Options;

    public CancellationToken Cancellation => Execution.Cancellation;

    public int Count => arguments.Length;

    internal Execution Execution { get; }

    internal Fragment At { get; }

    public Node this[int position] => arguments[position];

    /// <summary>The argument as a string; a value of another type is refused in Go's words.</summary>
    public string String(int position) => arguments[position] is StringNode text ? text.Value : throw Mismatch(position, "string");

    public bool Bool(int position) => arguments[position] is BoolNode value ? value.Value : throw Mismatch(position, "bool");

    public long Int(int position) => arguments[position] switch
    {
        IntNode value => value.Value,
        FloatNode { Value: var f } when Math.Floor(f) == f && Math.Abs(f) < 1L << 53 => (long)f,
        _ => throw Mismatch(position, "int"),
    };

    /// <summary>Throw what this gives: the engine adds file, line, column and expression.</summary>
    public Exception Fail(string message) => new TemplateCallException($"error calling {Name}: {message}");

    internal ListNode List(int position) => arguments[position] as ListNode ?? throw Mismatch(position, "[]interface {}");

    internal Node Map(int position) => Shape.IsMap(arguments[position]) ? arguments[position] : throw Mismatch(position, "map[string]interface {}");

    /// <summary>Before the work of a function that takes longer than its arguments are long.</summary>
    internal void Charge(long steps) => Execution.Spend(At, steps);

    /// <summary>Refused before the memory is taken: <paramref name="count"/> times <paramref name="size"/>, however large both are.</summary>
    internal void Allow(long size, long count, long more = 0) =>
        Allow(size > 0 && count > Options.Limits.OutputLength / size ? long.MaxValue : Math.Max(0, size) * Math.Max(0, count) + more);

    // For functions that make big values: refused before the memory is taken.
    internal void Allow(long size)
    {
        if (size > Options.Limits.OutputLength) throw Fail($"the result would be larger than {Options.Limits.OutputLength}");
        Execution.Spend(At, size >> 6);
    }

    private Exception Mismatch(int position, string expected)
    {
        var actual = arguments[position];
        return new TemplateCallException(Shape.IsNull(actual)
            ? $"invalid value; expected {expected}"
            : $"wrong type for value; expected {expected}; got {Shape.GoType(actual)}");
    }
}

/// <summary>A function's refusal before the evaluator knows where the call stands.</summary>
internal sealed class TemplateCallException(string message, Exception? inner = null) : Exception(message, inner);
