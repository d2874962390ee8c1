using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Terraform;

/// <summary>The files Atmos writes beside a component before Terraform runs: same names, same bytes.</summary>
public static class TerraformFiles
{
    public const string BackendName = "backend.tf.json";
    public const string ProviderOverridesName = "providers_override.tf.json";

    /// <summary>`stack[-folder prefix]-leaf.terraform.tfvars.json`.</summary>
    public static string VarfileName(ComponentInstance instance) => throw new StacksInvalidException("stacks.building", "not yet");

    public static string PlanfileName(ComponentInstance instance) => throw new StacksInvalidException("stacks.building", "not yet");

    public static byte[] Varfile(ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Null when the component has no backend.</summary>
    public static byte[]? Backend(ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Null when the component names no providers.</summary>
    public static byte[]? ProviderOverrides(
        ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Files of the `generate` section, by name relative to the component folder.</summary>
    public static IReadOnlyDictionary<string, byte[]> Generated(
        ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        throw new StacksInvalidException("stacks.building", "not yet");

    /// <summary>Environment of the `env` section, as strings; nulls left out.</summary>
    public static IReadOnlyDictionary<string, string> Environment(
        ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        throw new StacksInvalidException("stacks.building", "not yet");
}
