using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Hcl;

/// <summary>Text that is no HCL, or needs an evaluator. Code: hcl.syntax.</summary>
public sealed class HclException(string reason, SourceMark mark) : StacksException("hcl.syntax", reason, mark)
{
    public string Reason { get; } = reason;
}
