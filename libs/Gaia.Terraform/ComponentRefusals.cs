using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Terraform;

/// <summary>What a component's sections forbid, or ask for and Gaia does not do. In the words people know from Atmos where it has words.</summary>
internal static class ComponentRefusals
{
    public static void Check(ComponentInstance instance, ActionRequest request)
    {
        var verb = request.Verb;
        if (instance.IsAbstract && verb.First is "plan" or "apply" or "deploy" or "workspace")
            throw new TerraformRefusedException("component.abstract", $"abstract component cannot be provisioned: the component '{instance.Name}' cannot be provisioned "
                + "because it's marked as abstract (metadata.type: abstract)", "Use a component that inherits from it.");
        if (instance.IsLocked && verb.First is "apply" or "deploy" or "destroy" or "import" or "state" or "taint" or "untaint" && !Reads(verb))
            throw new TerraformRefusedException("component.locked", $"locked component cannot be provisioned: component '{instance.Name}' in stack '{instance.StackName}' "
                + "cannot be modified (metadata.locked: true)", "Planning is allowed; to change it, remove metadata.locked.");
        if (verb.First == "workspace" && instance.BackendType == "http")
            throw new TerraformRefusedException("backend.no-workspaces", $"Component '{instance.Name}' uses the http backend, which has no workspaces.", "Leave the workspace alone.");
        Unsupported(instance);
        Identity(instance, request.Identity);
    }

    private static bool Reads(TerraformVerb verb) => verb.Words is "state list" or "state show" or "state pull";

    private static void Unsupported(ComponentInstance instance)
    {
        var merged = instance.Merged;
        if (merged["source"] is MapNode { Count: > 0 } or StringNode { Value.Length: > 0 })
            throw NotDone(instance, "source", merged["source"]!, "fetches no component just in time", "Fetch it with `gaia vendor pull`, and remove `source`.");
        if (merged.At("provision", "workdir") is { } workdir && (workdir is BoolNode { Value: true } || (workdir as MapNode)?.Flag("enabled") == true))
            throw NotDone(instance, "provision.workdir", workdir, "runs terraform in the component's own folder only", "Remove `provision.workdir`.");
    }

    private static TerraformRefusedException NotDone(ComponentInstance instance, string section, Node node, string what, string advice) =>
        new("section.unsupported", $"Component '{instance.Name}' in stack '{instance.StackName}' has `{section}`, but Gaia {what}.", advice, node.Mark);

    // auth: {identities: {prod-admin: {default: true, ...}}}
    private static string? Default(ComponentInstance instance) => (instance.Merged.At("auth", "identities") as MapNode)?
        .FirstOrDefault(identity => (identity.Value as MapNode)?.Flag("default") == true).Key;

    // An identity decides the account. Credentials that happen to be there could be those of another one.
    private static void Identity(ComponentInstance instance, string? asked)
    {
        if (asked is "false" or "no" or "off" or "0" || instance.Merged.At("settings", "gaia", "credentials") is StringNode { Value: "ambient" }) return;
        var named = asked is { Length: > 0 } ? asked : Default(instance);
        if (named is null) return;
        throw new TerraformRefusedException("auth.unsupported",
            $"The identity '{named}' of `auth` was to be used for component '{instance.Name}' in stack '{instance.StackName}', but Gaia does not sign in for it.",
            "Sign in yourself, and say that the credentials that are there are meant: `--identity=false`, or `settings.gaia.credentials: ambient` in the stack.",
            instance.Merged["auth"]?.Mark ?? default);
    }
}
