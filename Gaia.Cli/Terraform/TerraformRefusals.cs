using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;

namespace Gaia.Cli.Terraform;

/// <summary>What a component's metadata forbids, in the words people know from Atmos.</summary>
internal static class TerraformRefusals
{
    public static void Check(ComponentInstance instance, TerraformVerb verb)
    {
        if (instance.IsAbstract && verb.First is ("plan" or "apply" or "deploy" or "workspace"))
            throw new CliException($"abstract component cannot be provisioned: the component '{instance.Name}' cannot be provisioned "
                + "because it's marked as abstract (metadata.type: abstract)", ExitCodes.Failed, "Use a component that inherits from it.");
        if (instance.IsLocked && verb.First is ("apply" or "deploy" or "destroy" or "import" or "state" or "taint" or "untaint"))
            throw new CliException($"locked component cannot be provisioned: component '{instance.Name}' in stack '{instance.StackName}' "
                + "cannot be modified (metadata.locked: true)", ExitCodes.Failed, "Planning is allowed; to change it, remove metadata.locked.");
        if (verb.First == "workspace" && instance.BackendType == "http")
            throw new CliException($"Component '{instance.Name}' uses the http backend, which has no workspaces.");
    }
}
