using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Hooks;

namespace Gaia.Terraform.Hooks;

/// <summary>
/// The hooks of a component that one command sets off. Gaia runs those that write to stores after an apply; any other that would
/// run is a gate somebody relies on, so the command is refused in its place.
/// </summary>
internal static class TerraformHooks
{
    /// <exception cref="TerraformRefusedException">`hook.unsupported`: one that Gaia does not run.</exception>
    public static void Check(ComponentInstance instance, ActionRequest request)
    {
        if (request.SkipHooks.All) return;
        foreach (var (name, node) in instance.Merged.Map("hooks") ?? MapNode.Empty)
            if (node is MapNode hook && !request.SkipHooks.Skips(name) && hook.Flag("enabled") != false && Unsupported(hook, Verb(request)) is { } happened)
                throw new TerraformRefusedException("hook.unsupported",
                    $"The hook '{name}' of component '{instance.Name}' in stack '{instance.StackName}' ({hook.Text("kind") ?? hook.Text("command") ?? "of no kind"}) is set off by {happened}, "
                    + "and Gaia runs only hooks that write to stores after an apply.",
                    $"Remove it, or leave it out on purpose: --skip-hooks={name}, or `enabled: false` in the hook.", hook.Mark);
    }

    public static IReadOnlyList<StoreHook> Of(ComponentInstance instance, ActionRequest request) => Verb(request) != "apply" || request.SkipHooks.All ? []
        : [.. StoreHook.Of(instance, StoreHook.AfterApply).Where(hook => hook.Outputs.Count > 0 && !request.SkipHooks.Skips(hook.Name))];

    private static string Verb(ActionRequest request) => request.Verb.Words == "deploy" ? "apply" : request.Verb.First;

    // Events are written before-terraform-plan or before.terraform.plan; `before.terraform.init` comes with every command that runs init.
    private static string? Unsupported(MapNode hook, string verb)
    {
        var writesStore = (hook.Text("kind") ?? hook.Text("command")) == "store";
        return (hook["events"] as ListNode ?? ListNode.Empty).OfType<StringNode>().Select(happened => happened.Value.Replace('.', '-'))
            .FirstOrDefault(happened => IsOf(happened, verb) && !(writesStore && happened == StoreHook.AfterApply));
    }

    private static bool IsOf(string happened, string verb) =>
        happened == $"before-terraform-{verb}" || happened == $"after-terraform-{verb}"
        || (verb is "plan" or "apply" or "destroy" && happened is "before-terraform-init" or "after-terraform-init");
}
