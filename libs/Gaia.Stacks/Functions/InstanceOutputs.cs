using System.Collections.Concurrent;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Terraform;
using Gaia.Stacks.Yaml;

namespace Gaia.Stacks.Functions;

/// <summary>Terraform outputs of instances, each state read once. A state that does not exist yet has no outputs.</summary>
internal sealed class InstanceOutputs(Engine engine)
{
    private readonly ConcurrentDictionary<ComponentInstance, Lazy<MapNode>> known = new();

    public MapNode Of(ComponentInstance instance, FunctionCall call) => known.GetOrAdd(instance, _ => new Lazy<MapNode>(() => Read(instance, call))).Value;

    private MapNode Read(ComponentInstance instance, FunctionCall call)
    {
        if (engine.Options.Outputs?.Invoke(instance, call.Scope.Evaluation.Cancellation) is { } given) return given;
        var evaluated = engine.Evaluator.Evaluate(instance, new EvaluationOptions
        {
            Sections = ["backend", "backend_type", "remote_state_backend", "remote_state_backend_type", "env"],
        }, call.Scope.Evaluation);
        if (evaluated.Text("remote_state_backend_type") == "static") return evaluated.Map("remote_state_backend") ?? MapNode.Empty;
        var backend = evaluated.Map("backend") ?? MapNode.Empty;
        var type = evaluated.Text("backend_type") ?? "";
        var state = type switch
        {
            "" or "local" => LocalFile(instance, backend),
            "s3" => S3State.Read(backend, instance.Workspace, evaluated.Map("env") ?? MapNode.Empty, call, engine.Options),
            _ => throw call.Invalid($"the state of {instance} lies in a '{type}' backend, which Gaia does not read"),
        };
        return state is null ? MapNode.Empty : StateOutputs.Of(state.Value, call);
    }

    private static ReadOnlyMemory<byte>? LocalFile(ComponentInstance instance, MapNode backend)
    {
        var path = Paths.Join(instance.AbsoluteFolder, StateIdentities.LocalPath(backend, instance.Workspace));
        return File.Exists(path) ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(path) : null;
    }
}
