using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Functions;

/// <summary>Where a function is called.</summary>
/// <param name="Instance">Null for the locals of a file.</param>
/// <param name="Environment">The component's own `env`, which `!env` asks first.</param>
/// <param name="Skip">Functions to leave as text, without the exclamation mark.</param>
internal sealed record FunctionScope(
    ComponentInstance? Instance, MapNode Environment, IReadOnlyList<string> Skip, EvaluationScope Evaluation)
{
    /// <summary>The component's `metadata`, its templates rendered; null for the locals of a file.</summary>
    public MapNode? Metadata { get; init; }

    /// <summary>A function that reaches outside and fails is left as text.</summary>
    public bool KeepsUnresolved { get; init; }
}
