using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Manifests;
using Gaia.Templates;

namespace Gaia.Stacks.Terraform;

/// <summary>The workspace that names a state: it decides where Terraform looks, so every rule is Atmos's.</summary>
internal sealed class Workspaces(AtmosConfiguration configuration, ManifestTemplates templates)
{
    /// <param name="withComponent">False as `describe stacks` prints it: the stack's name without the component.</param>
    public string Of(ComponentInstance instance, bool withComponent)
    {
        if (!configuration.Terraform.WorkspacesEnabled || instance.BackendType == "http") return "default";
        var metadata = instance.Resolved.Metadata;
        var name = metadata.Text("terraform_workspace_template") is { } template ? Rendered(template, metadata, instance)
            : metadata.Text("terraform_workspace_pattern") is { } pattern ? Tokens(pattern, instance)
            : metadata.Text("terraform_workspace")
            ?? (instance.Folder == instance.Name || !withComponent ? instance.StackName : $"{instance.StackName}-{Flat(instance.Name)}");
        return Flat(name);
    }

    private static string Flat(string name) => name.Replace('/', '-');

    private string Rendered(string template, MapNode metadata, ComponentInstance instance)
    {
        var data = instance.Merged
            .With("atmos_component", new StringNode(instance.Name)).With("atmos_stack", new StringNode(instance.StackName))
            .With("atmos_stack_file", new StringNode(instance.StackFile)).With("atmos_manifest", new StringNode(instance.StackFile))
            .With("stack", new StringNode(instance.StackName));
        try
        {
            return templates.Render(template, data, metadata["terraform_workspace_template"]!.Mark, MissingKeyMode.Error);
        }
        catch (TemplateException fault)
        {
            throw ManifestTemplates.Invalid(fault);
        }
    }

    // With a name template or file names the tokens that come from variables are empty: Atmos fills them for name_pattern only.
    private string Tokens(string pattern, ComponentInstance instance)
    {
        var stacks = configuration.Stacks;
        var variables = stacks.NameTemplate is null && stacks.NamePattern is not null
            ? instance.Resolved.Section.Map("vars") ?? MapNode.Empty
            : MapNode.Empty;
        var folder = instance.Folder == instance.Name ? "" : instance.Folder;
        return new[] { "namespace", "tenant", "environment", "stage", "region" }
            .Aggregate(pattern, (text, key) => text.Replace($"{{{key}}}", variables[key] is StringNode value ? value.Value : ""))
            .Replace("{base-component}", folder)
            .Replace("{component}", Flat(instance.Name))
            .Replace("{component-path}", folder)
            .Replace("{workspace}", "").Replace("{terraform_workspace}", "").Replace("{attributes}", "");
    }
}
