using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Validation;

/// <summary>One thing that is wrong in the manifests.</summary>
/// <param name="Code">`yaml.syntax`, `schema`, `component.duplicate`, ...</param>
public sealed record StackProblem(string Code, string Message, SourceMark Mark, IReadOnlyList<SourceMark> ImportChain)
{
    public static StackProblem From(StacksException fault) => new(fault.Code, fault.Message, fault.Mark, fault.ImportChain);

    public override string ToString() =>
        $"{(Mark.File is null ? "" : $"{Mark}: ")}{Message}{string.Concat(ImportChain.Select(mark => $"\n  imported at {mark}"))}";
}
