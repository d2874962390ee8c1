using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Yq;

namespace Gaia.Stacks.Functions;

/// <summary>
/// `!terraform.state component [stack] output` and `!terraform.output ...`: an output or a yq path into the outputs of
/// another instance. Both read the state itself, once per instance; Terraform is not run.
/// </summary>
internal sealed class StateFunctions(RepositoryOptions options, InstanceOutputs states, FindInstance find)
{
    public Node Call(FunctionCall call)
    {
        var words = call.Words();
        var (component, stack, path) = words.Count switch
        {
            2 => (words[0], call.Scope.Instance?.StackName, words[1]),
            3 => (words[0], words[1], words[2]),
            _ => throw call.Invalid("wants a component, perhaps a stack, and an output"),
        };
        if (stack is null) throw call.Invalid("name the stack: in `locals` no stack is known yet");
        if (!options.Outside.HasFlag(OutsideAccess.State)) throw call.NotAllowed("reading state is", OutsideAccess.State);
        var outputs = states.Of(Target(call, component, stack), call, path);
        try
        {
            return YqExpression.Evaluate(Expression(path), outputs, call.Scope.Evaluation.Cancellation);
        }
        catch (YqException fault)
        {
            throw call.Invalid(fault.Message, fault);
        }
    }

    private ComponentInstance Target(FunctionCall call, string component, string stack)
    {
        try
        {
            return find(component, stack, "terraform");
        }
        catch (StacksNotFoundException fault)
        {
            throw call.Invalid(fault.Message, fault);
        }
    }

    // `vpc_id` is short for `.vpc_id`; whatever has more to it is yq already.
    private static string Expression(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') && path[0] != '.' ? "." + path : path;
}
