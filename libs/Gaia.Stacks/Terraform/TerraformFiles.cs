using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Terraform;

/// <summary>The files Atmos writes beside a component before Terraform runs: same names, same bytes.</summary>
public static class TerraformFiles
{
    public const string BackendName = "backend.tf.json";
    public const string ProviderOverridesName = "providers_override.tf.json";

    /// <summary>`stack[-folder prefix]-leaf.terraform.tfvars.json`.</summary>
    public static string VarfileName(ComponentInstance instance) => Stem(instance) + ".terraform.tfvars.json";

    public static string PlanfileName(ComponentInstance instance) => Stem(instance) + ".planfile";

    public static byte[] Varfile(ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Json(Section(instance, "vars", options, cancellation));

    /// <summary>Null when the component has no backend type.</summary>
    public static byte[]? Backend(ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        var evaluated = Evaluate(instance, ["backend", "backend_type", "env"], options, cancellation);
        return evaluated.Text("backend_type") is { Length: > 0 } type
            ? Json(BackendFile.Of(type, evaluated.Map("backend") ?? MapNode.Empty, instance.Workspace))
            : null;
    }

    /// <summary>The backend as a `terraform` block, or its settings alone for `init -backend-config`; null without a backend type.</summary>
    public static byte[]? BackendHcl(ComponentInstance instance, bool settingsOnly, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        var evaluated = Evaluate(instance, ["backend", "backend_type", "env"], options, cancellation);
        if (evaluated.Text("backend_type") is not { Length: > 0 } type) return null;
        var settings = evaluated.Map("backend") ?? MapNode.Empty;
        return System.Text.Encoding.UTF8.GetBytes(settingsOnly ? NodeHcl.Attributes(settings) : NodeHcl.Backend(type, settings));
    }

    /// <summary>Null when the component names no providers.</summary>
    public static byte[]? ProviderOverrides(
        ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Section(instance, "providers", options, cancellation) is { Count: > 0 } providers
            ? Json(ProviderOverrideFile.Of(providers))
            : null;

    /// <summary>Files of the `generate` section, by name relative to the component folder.</summary>
    public static IReadOnlyDictionary<string, byte[]> Generated(
        ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Section(instance, "generate", options, cancellation)
            .ToDictionary(entry => entry.Key, entry => GeneratedFile.Content(entry.Key, entry.Value));

    /// <summary>Environment of the `env` section, as strings; nulls left out.</summary>
    public static IReadOnlyDictionary<string, string> Environment(
        ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Section(instance, "env", options, cancellation).Where(entry => entry.Value is not NullNode)
            .ToDictionary(entry => entry.Key, entry => entry.Value is MapNode or ListNode
                ? NodeJson.Write(entry.Value, indent: 0)
                : entry.Value.ToString()!);

    // Atmos ends the files it writes with a line feed.
    private static byte[] Json(Node node) => System.Text.Encoding.UTF8.GetBytes(NodeJson.Write(node) + "\n");

    // The folder of the component gives the prefix, its name the leaf: infra/vpc with metadata.component net/vpc is
    // dev-net-vpc.
    private static string Stem(ComponentInstance instance)
    {
        var leaf = instance.Name[(instance.Name.LastIndexOf('/') + 1)..];
        var slash = instance.Folder.LastIndexOf('/');
        var prefix = slash < 0 ? "" : instance.Folder[..slash].Replace('/', '-') + "-";
        return $"{instance.StackName}-{prefix}{leaf}";
    }

    private static MapNode Section(ComponentInstance instance, string name, EvaluationOptions? options, CancellationToken cancellation) =>
        Evaluate(instance, [name, "env"], options, cancellation).Map(name) ?? MapNode.Empty;

    private static MapNode Evaluate(
        ComponentInstance instance, IReadOnlyList<string> sections, EvaluationOptions? options, CancellationToken cancellation) =>
        instance.Evaluate((options ?? EvaluationOptions.Default) with { Sections = sections }, cancellation);
}
