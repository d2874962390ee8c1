using Gaia.Documents.Nodes;

namespace Gaia.Yq.Operations;

/// <summary>A function with its arguments: name, name(a), name(a; b).</summary>
internal sealed class Call(string name, YqFunction function, Operation[] arguments, int column) : Operation(column)
{
    // Most functions go over a text or list once.
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        if (input.Value is StringNode { Value.Length: > 32 } text) run.Spend(text.Value.Length >> 5, Column);
        else if (input.Value is ListNode { Count: > 16 } list) run.Spend(list.Count >> 4, Column);
        // What has a path is a part of the document.
        return function(new YqCall(name, run, input, scope, arguments, Column)).Select(match => match.Path is null && !ReferenceEquals(match.Value, input.Value) ? match with { Value = run.Made(match.Value, Column) } : match);
    }
}

internal delegate IEnumerable<YqMatch> YqFunction(YqCall call);

internal sealed record YqCall(string Name, YqRun Run, YqMatch Input, YqScope? Scope, Operation[] Arguments, int Column)
{
    public Node Value => Input.Value;

    public IEnumerable<YqMatch> Evaluate(int argument, YqMatch input) => Arguments[argument].Run(Run, input, Scope);

    /// <summary>The argument's first result against the input; null where it has none.</summary>
    public Node First(int argument) => Evaluate(argument, Input).Select(match => match.Value).FirstOrDefault() ?? NullNode.Instance;

    public Node First(int argument, Node input) =>
        Evaluate(argument, YqMatch.Made(input)).Select(match => match.Value).FirstOrDefault() ?? NullNode.Instance;

    public string Text(int argument) => First(argument) is StringNode text
        ? text.Value
        : throw Fail($"{Name} needs a string, not {Scalars.Tag(First(argument))}");

    public string InputText => Value is StringNode text ? text.Value : throw Fail($"{Name} works on strings, not {Scalars.Tag(Value)}");

    public ListNode InputList => Value as ListNode ?? throw Fail($"{Name} works on lists, not {Scalars.Tag(Value)}");

    /// <summary>Before a text is made that may be much longer than what it is made of.</summary>
    public void Allow(double length)
    {
        if (length > Arithmetic.LongestText) throw Fail($"text longer than {Arithmetic.LongestText} characters");
        Run.Spend((long)length >> 5, Column);
    }

    public YqException Fail(string reason) => Run.Fail(reason, Column);
}
