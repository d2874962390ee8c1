using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Stores;
using Gaia.Templates;

namespace Gaia.Stacks.Functions;

/// <summary>`atmos.Component "vpc" .stack` and its kin.</summary>
internal sealed class AtmosTemplateFunctions
{
    // Rendering stays on one thread from start to end; the table is too large to make anew for every component.
    private readonly ThreadLocal<EvaluationScope?> current = new();
    private readonly ThreadLocal<string> text = new();
    private readonly RepositoryOptions options;
    private readonly FunctionTable functions;
    private readonly InstanceOutputs outputs;
    private readonly FindInstance find;

    public AtmosTemplateFunctions(
        RepositoryOptions options, FunctionTable functions, StoreCatalog stores, InstanceOutputs outputs, FindInstance find)
    {
        (this.options, this.functions, this.outputs, this.find) = (options, functions, outputs, find);
        Table = TemplateFunctions.Standard
            .With("atmos.Component", Component, 2, 2)
            .With("atmos.Resolve", Resolve, 1, 1)
            .With("atmos.Store", new StoreFunctions(options, stores).FromTemplate, 4, 4);
    }

    public TemplateFunctions Table { get; }

    /// <summary>Renders within a scope: the components it asks for are evaluated in it.</summary>
    public T Within<T>(EvaluationScope scope, Func<T> render)
    {
        var outer = current.Value;
        current.Value = scope;
        try
        {
            return render();
        }
        finally
        {
            current.Value = outer;
        }
    }

    /// <summary>Says which text is rendered next: only one that mentions outputs makes `atmos.Component` read a state.</summary>
    public void Next(string next) => text.Value = next;

    private MapNode Component(TemplateCall call)
    {
        var (component, stack, scope) = (call[0].ToString()!, call[1].ToString()!, current.Value ?? EvaluationScope.Start(call.Cancellation));
        var reads = text.Value?.Contains("outputs", StringComparison.Ordinal) == true;
        try
        {
            var instance = find(component, stack, null);
            var section = instance.Evaluate(EvaluationOptions.Default, scope);
            if (!reads || instance.Type != "terraform") return section;
            if (!options.Outside.HasFlag(OutsideAccess.State)) throw call.Fail($"reading the outputs of '{component}' is not allowed here{OutsideAdvice.Of("State")}");
            var at = new FunctionCall("!atmos.Component", $"{component} {stack}", call.Options.Origin, new FunctionScope(instance, MapNode.Empty, [], scope));
            return section.With("outputs", outputs.Of(instance, at, text.Value!));
        }
        catch (DocumentException fault)
        {
            throw call.Fail(fault.Message);
        }
    }

    // {{ atmos.Resolve "!git.repository" }}: a function's value inside a longer text. Other text is itself.
    private Node Resolve(TemplateCall call)
    {
        if (call[0] is not StringNode input || !YamlFunctions.IsCall(input.Value)) return call[0];
        var scope = current.Value ?? EvaluationScope.Start(call.Cancellation);
        var instance = scope.Open.Count > 0 ? scope.Open[^1] : null;
        var own = new FunctionScope(instance, instance?.Merged.Map("env") ?? MapNode.Empty, [], scope) { Metadata = instance?.Merged.Map("metadata") };
        try
        {
            return functions.Walk(new StringNode(input.Value, call.Options.Origin), own) ?? NullNode.Instance;
        }
        catch (DocumentException fault)
        {
            throw call.Fail(fault.Message);
        }
    }
}
