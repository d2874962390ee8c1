using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Stacks.Evaluation;

/// <summary>What a component knows about itself: names, files, workspace and folder. Templates see it too.</summary>
internal static class Identity
{
    public static MapNode Into(ComponentInstance instance)
    {
        var section = instance.Resolved.Section;
        var stack = new StringNode(instance.StackName);
        var file = new StringNode(instance.StackFile);
        var entries = new List<KeyValuePair<string, Node>>(section.Count + 7);
        for (var i = 0; i < section.Count; i++)
            if (section[i].Key is not ("atmos_component" or "atmos_stack" or "stack" or "workspace" or "component_info"))
                entries.Add(section[i]);
        entries.Add(new("atmos_component", new StringNode(instance.Name)));
        entries.Add(new("atmos_stack", stack));
        entries.Add(new("stack", stack));
        entries.Add(new("atmos_stack_file", file));
        entries.Add(new("atmos_manifest", file));
        if (instance.Type == "terraform") entries.Add(new("workspace", new StringNode(instance.Workspace)));
        entries.Add(new("component_info", instance.Folders.Info(instance.Type, instance.Folder)));
        return new MapNode([.. entries], section.Mark);
    }
}
