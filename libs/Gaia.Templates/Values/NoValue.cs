using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>What a missing key gives: prints as &lt;no value&gt;, is false, and may be asked for further keys.</summary>
internal sealed class NoValue : Node
{
    private NoValue() : base(default)
    {
    }

    public static NoValue Instance { get; } = new();

    public override string Kind => "null";
}
