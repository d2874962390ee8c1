using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Templates;

namespace Gaia.Stacks.Functions;

/// <summary>`atmos.Component "vpc" .stack` and its kin.</summary>
internal sealed class AtmosTemplateFunctions(Engine engine)
{
    public TemplateFunctions For(EvaluationScope scope) =>
        TemplateFunctions.Standard.With("atmos.Component", call => Component(call, scope), 2, 2);

    private MapNode Component(TemplateCall call, EvaluationScope scope)
    {
        var (component, stack) = (call[0].ToString()!, call[1].ToString()!);
        try
        {
            var instance = engine.Repository.Find(component, stack);
            var section = engine.Evaluator.Evaluate(instance, EvaluationOptions.Default, scope);
            if (instance.Type != "terraform" || !engine.Options.Outside.HasFlag(OutsideAccess.State)) return section;
            var at = new FunctionCall("!atmos.Component", $"{component} {stack}", call.Options.Origin, new FunctionScope(instance, MapNode.Empty, [], scope));
            return section.With("outputs", engine.Outputs.Of(instance, at));
        }
        catch (StacksException fault)
        {
            throw call.Fail(fault.Message);
        }
    }
}
