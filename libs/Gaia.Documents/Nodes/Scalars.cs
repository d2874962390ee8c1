namespace Gaia.Documents.Nodes;

public sealed class NullNode(SourceMark mark = default) : Node(mark)
{
    public static NullNode Instance { get; } = new();

    public override string Kind => "null";

    public override bool Equals(object? obj) => obj is NullNode;

    public override int GetHashCode() => 0;

    public override string ToString() => "null";
}

public sealed class BoolNode(bool value, SourceMark mark = default) : Node(mark)
{
    public bool Value => value;

    public override string Kind => "bool";

    public override bool Equals(object? obj) => obj is BoolNode other && other.Value == value;

    public override int GetHashCode() => value.GetHashCode();

    public override string ToString() => value ? "true" : "false";
}

public sealed class IntNode(long value, SourceMark mark = default) : Node(mark)
{
    public long Value => value;

    public override string Kind => "int";

    public override bool Equals(object? obj) => obj is IntNode other && other.Value == value;

    public override int GetHashCode() => value.GetHashCode();

    public override string ToString() => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class FloatNode(double value, SourceMark mark = default) : Node(mark)
{
    public double Value => value;

    public override string Kind => "float";

    public override bool Equals(object? obj) => obj is FloatNode other && other.Value.Equals(value);

    public override int GetHashCode() => value.GetHashCode();

    public override string ToString() => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="literal">Written with !literal: neither a template nor a function, whatever it looks like.</param>
public sealed class StringNode(string value, SourceMark mark = default, bool literal = false)
    : Node(mark, literal ? NodeTraits.None : TraitsOf(value))
{
    public string Value => value;

    public override long Weight => 1 + value.Length / 32;

    public override string Kind => "string";

    public bool IsLiteral => literal;

    public override bool Equals(object? obj) => obj is StringNode other && other.Value == value;

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => value;

    private static NodeTraits TraitsOf(string value) =>
        (value.StartsWith('!') ? NodeTraits.Function : NodeTraits.None)
        | (value.Contains("{{", StringComparison.Ordinal) ? NodeTraits.Template : NodeTraits.None);
}
