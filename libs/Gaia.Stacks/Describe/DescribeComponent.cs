using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Describe;

/// <summary>Everything about one instance: its evaluated sections, where each value came from, and its imports.</summary>
public static class DescribeComponent
{
    public static MapNode Of(ComponentInstance instance, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        var section = instance.Evaluate(options, cancellation);
        var sources = Sources.Of(instance, section);
        var files = Sources.Files(sources);
        var configuration = instance.Configuration.Raw;
        return new MapNode(
        [
            .. section,
            new("sources", sources),
            new("deps", Texts(files.First.Append(instance.StackFile))),
            new("deps_all", Texts(files.All.Append(instance.StackFile))),
            new("imports", Texts(instance.Stack.Imports)),
            new("atmos_cli_config", new MapNode([.. configuration.Where(entry => entry.Key is "base_path" or "components" or "stacks" or "workflows")])),
        ], section.Mark);
    }

    private static ListNode Texts(IEnumerable<string> texts) =>
        new([.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(text => new StringNode(text))]);
}
