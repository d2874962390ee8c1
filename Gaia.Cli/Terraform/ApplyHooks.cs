using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Hooks;

namespace Gaia.Cli.Terraform;

/// <summary>After an apply: the hooks of the component that write its outputs to stores.</summary>
internal static class ApplyHooks
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(
        CliContext context, ComponentInstance instance, TerraformVerb verb, InPlaceSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        if (verb.Words is not ("apply" or "deploy") || settings.SkipHooks.All) return;
        var hooks = StoreHook.Of(instance, StoreHook.AfterApply).Where(hook => hook.Outputs.Count > 0 && !settings.SkipHooks.Names.Contains(hook.Name)).ToList();
        if (hooks.Count == 0) return;
        var outputs = await OutputsAsync(context, new ChildCommand(InPlaceEnvironment.Command(instance, settings), ["output", "-json"], instance.AbsoluteFolder, environment));
        foreach (var hook in hooks)
            context.Error.WriteLine($"Stored {string.Join(", ", StoreOutputs.Run(instance, hook, outputs, context.Token))} in {hook.Store}.");
    }

    // {"vpc_id": {"sensitive": false, "type": "string", "value": "vpc-1"}}
    private static async Task<MapNode> OutputsAsync(CliContext context, ChildCommand command)
    {
        context.Debug($"{command}   (in {command.Directory})");
        var (code, output, error) = await ProgramOutput.RunAsync(context, command, Longest);
        if (code != ExitCodes.Ok) throw new CliException($"The component was applied, but its outputs for the hooks cannot be read: {error.Trim()}");
        return JsonReader.Read(output) is MapNode read
            ? new MapNode([.. read.Where(entry => entry.Value is MapNode).Select(entry => KeyValuePair.Create(entry.Key, ((MapNode)entry.Value)["value"] ?? NullNode.Instance))])
            : MapNode.Empty;
    }
}
