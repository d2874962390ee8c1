using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Cli.Terraform.Generate;

/// <summary>File names of --file-template: {component} {component-path} {stack} and the context variables of the instance.</summary>
internal static class GenerateTemplate
{
    // backends/{tenant}/{environment}/{component}.tf.json
    public static string Path(string template, ComponentInstance instance)
    {
        var vars = instance.Merged["vars"] as MapNode ?? MapNode.Empty;
        var name = template
            .Replace("{component-path}", instance.AbsoluteFolder, StringComparison.Ordinal)
            .Replace("{base-component}", instance.Folder, StringComparison.Ordinal)
            .Replace("{component}", instance.Name, StringComparison.Ordinal)
            .Replace("{stack}", instance.StackName, StringComparison.Ordinal);
        foreach (var key in new[] { "namespace", "tenant", "environment", "region", "stage", "attributes" })
            name = name.Replace($"{{{key}}}", (vars[key] as StringNode)?.Value ?? "", StringComparison.Ordinal);
        return name;
    }
}
