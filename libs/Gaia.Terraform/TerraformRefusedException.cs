using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Terraform;

/// <summary>What Gaia will not do with a component, or cannot do yet, wherever it would run.</summary>
/// <param name="code">`terraform.locked`, `policy.failed`, `hook.unsupported`, ...</param>
/// <param name="advice">What to do, as sentences.</param>
public sealed class TerraformRefusedException(string code, string message, string advice, SourceMark mark = default)
    : DocumentException(code, message, mark)
{
    public string Advice { get; } = advice;

    /// <summary>What is wrong, where there are several things.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
