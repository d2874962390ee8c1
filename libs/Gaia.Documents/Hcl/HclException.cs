using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

/// <summary>Text that is not HCL, or needs an evaluator. Code: hcl.syntax.</summary>
public sealed class HclException(string reason, SourceMark mark) : DocumentException("hcl.syntax", reason, mark)
{
    public string Reason { get; } = reason;
}
