using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Hooks;

/// <summary>
/// An entry of `hooks` that writes to a store once terraform has run:
/// `{events: [after-terraform-apply], command: store, name: prod/ssm, outputs: {vpc_id: .vpc_id}}`.
/// </summary>
/// <param name="Name">Its key in `hooks`.</param>
/// <param name="Store">A name of `stores` in atmos.yaml.</param>
/// <param name="Outputs">Key in the store, and what it gets: `.output`, or text as it is.</param>
public sealed record StoreHook(string Name, string Store, IReadOnlyDictionary<string, string> Outputs)
{
    public const string AfterApply = "after-terraform-apply";

    /// <summary>The hooks of that event that write to stores, in order; other commands are not Gaia's to run.</summary>
    /// <exception cref="StacksInvalidException">`hook.invalid`: a store hook without a store.</exception>
    public static IReadOnlyList<StoreHook> Of(ComponentInstance instance, string happened)
    {
        if (instance.Merged.Map("hooks") is not { Count: > 0 }) return [];
        var hooks = instance.Evaluate(new EvaluationOptions { Sections = ["hooks"] }).Map("hooks") ?? MapNode.Empty;
        return [.. hooks.Where(entry => entry.Value is MapNode hook && WritesStore(hook) && Answers(hook, happened)).Select(entry => Read(entry.Key, (MapNode)entry.Value))];
    }

    private static bool WritesStore(MapNode hook) => (hook.Text("kind") ?? hook.Text("command")) == "store";

    // after-terraform-apply and after.terraform.apply are one event.
    private static bool Answers(MapNode hook, string happened) => hook["events"] is ListNode events
        && events.OfType<StringNode>().Any(item => item.Value.Replace('.', '-') == happened);

    private static StoreHook Read(string name, MapNode hook) => new(name,
        hook.Text("name") ?? throw new StacksInvalidException("hook.invalid", $"the hook '{name}' names no store; set 'name' to one of 'stores' in atmos.yaml", hook.Mark),
        (hook.Map("outputs") ?? MapNode.Empty).ToDictionary(entry => entry.Key, entry => entry.Value.ToString()!));
}
