using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Terraform;

/// <summary>What a stack demands of Terraform and its providers: <c>{"terraform":{"required_version":"~> 1.9","required_providers":{"aws":{...}}}}</c></summary>
internal static class VersionsOverride
{
    /// <summary>Null where the stack demands nothing.</summary>
    public static byte[]? Of(ComponentInstance instance, EvaluationOptions options, CancellationToken cancellation)
    {
        if (instance.Merged["required_version"] is not StringNode { Value.Length: > 0 } && instance.Merged.Map("required_providers") is not { Count: > 0 }) return null;
        var evaluated = instance.Evaluate(options with { Sections = ["required_version", "required_providers", "env"] }, cancellation);
        var terraform = new List<KeyValuePair<string, Node>>();
        if (evaluated["required_version"] is StringNode { Value.Length: > 0 } version) terraform.Add(new("required_version", version));
        if (evaluated.Map("required_providers") is { Count: > 0 } providers) terraform.Add(new("required_providers", providers));
        return Encoding.UTF8.GetBytes(NodeJson.Write(new MapNode([new("terraform", new MapNode([.. terraform]))])) + "\n");
    }
}
