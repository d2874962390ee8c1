using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Merging;
using Gaia.Templates;

namespace Gaia.Stacks.Evaluation;

/// <summary>
/// The last steps of a component: templates over all of it, then functions, then the merges that waited for them. What
/// holds neither is passed through as it is.
/// </summary>
internal sealed class ComponentEvaluator(
    AtmosConfiguration configuration, FunctionTable functions, AtmosTemplateFunctions templateFunctions, TemplateHost host)
{
    private readonly TemplateSettingsReader settings = new(configuration.Templates.Raw, host, templateFunctions.Table);

    public MapNode Evaluate(ComponentInstance instance, EvaluationOptions options, EvaluationScope scope)
    {
        try
        {
            return Evaluated(instance, options, scope);
        }
        catch (DocumentException fault) when (instance.Stack.Leads(fault))
        {
            throw instance.Stack.Led(fault);
        }
    }

    private MapNode Evaluated(ComponentInstance instance, EvaluationOptions options, EvaluationScope scope)
    {
        var section = Identity.Into(instance);
        var wanted = options.Sections.Count == 0 ? section : new MapNode([.. section.Where(entry => options.Sections.Contains(entry.Key))], section.Mark);
        if (!wanted.Has(NodeTraits.Template | NodeTraits.Function | NodeTraits.Deferred) && !HasDelimiters) return wanted;
        scope = scope.Enter(instance);
        if (options.ProcessTemplates && configuration.Templates.Enabled) wanted = templateFunctions.Within(scope, () => Templates(instance, section, wanted, scope));
        if (!options.ProcessFunctions) return (MapNode)Deferrals.Upper(wanted);
        var call = new FunctionScope(instance, wanted.Map("env") ?? section.Map("env") ?? MapNode.Empty, options.Skip, scope) 
        {
            KeepsUnresolved = options.KeepUnresolved, Metadata = wanted.Map("metadata") ?? section.Map("metadata") ?? MapNode.Empty,
        };
        wanted = (MapNode)functions.Walk(wanted, call)!;
        return (MapNode)Deferrals.Merged(wanted, Lists(section));
    }

    /// <summary>A local's value: functions only, its templates are rendered already.</summary>
    public Node Local(Node value, MapNode context) =>
        value.Has(NodeTraits.Function)
            ? functions.Walk(value, new FunctionScope(null, context.Map("env") ?? MapNode.Empty, [], EvaluationScope.Start(default))) ?? NullNode.Instance
            : value;

    private bool HasDelimiters => configuration.Templates.Raw.PositionOf("delimiters") >= 0;

    private MapNode Templates(ComponentInstance instance, MapNode section, MapNode wanted, EvaluationScope scope)
    {
        var (evaluations, options) = settings.Of(section);
        var data = WithLocals(instance, section);
        for (var pass = 0; pass < evaluations; pass++)
        {
            var render = new TemplatePass(data, options, templateFunctions, scope.Cancellation);
            if (pass == evaluations - 1) return (MapNode)render.Render(wanted);
            // A later pass sees what this one made, in every section that it may name.
            section = (MapNode)render.Render(section);
            wanted = ReferenceEquals(wanted, section) ? section : new MapNode([.. section.Where(entry => wanted.PositionOf(entry.Key) >= 0)], section.Mark);
            data = WithLocals(instance, section);
        }

        return wanted;
    }

    private static MapNode WithLocals(ComponentInstance instance, MapNode section)
    {
        var data = (MapNode)Deferrals.Upper(section);
        return instance.Stack.Manifest.Map("locals") is { } locals ? data.With("locals", DeepMerge.Merge(locals, data.Map("locals") ?? MapNode.Empty)) : data;
    }

    private ListStrategy Lists(MapNode section) => ListStrategies.Parse(
        section.At("settings", "list_merge_strategy") is StringNode text ? text.Value : configuration.ListMergeStrategy);
}
