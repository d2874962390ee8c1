using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;
using Gaia.Stacks.Secrets;
using Gaia.Stacks.Terraform;

namespace Gaia.Stacks.Functions;

/// <summary>Terraform outputs of instances, each state read once. A state that does not exist yet has no outputs.</summary>
internal sealed class InstanceOutputs(RepositoryOptions options, SecretsRead secrets)
{
    private readonly ConcurrentDictionary<ComponentInstance, Lazy<KnownOutputs>> known = new();

    /// <param name="expression">What is wanted of them; an output that is withheld must not read as missing.</param>
    public MapNode Of(ComponentInstance instance, FunctionCall call, string expression)
    {
        var outputs = known.GetOrAdd(instance, _ => new Lazy<KnownOutputs>(() => Noted(Read(instance, call)), LazyThreadSafetyMode.PublicationOnly)).Value;
        return outputs.WithheldIn(expression) is not { } secret ? outputs.Values : throw call.Invalid(
            $"the output '{secret}' of {instance} is sensitive, and Gaia's API does not give it out; run where the state is, or pass the value by a store");
    }

    private KnownOutputs Noted(KnownOutputs outputs)
    {
        foreach (var name in outputs.Sensitive) secrets.Add(outputs.Values[name]);
        return outputs;
    }

    private KnownOutputs Read(ComponentInstance instance, FunctionCall call)
    {
        var cancellation = call.Scope.Evaluation.Cancellation;
        if (options.Outputs?.Invoke(instance, cancellation) is { } given) return new KnownOutputs(given, []);
        var evaluated = instance.Evaluate(new EvaluationOptions
        {
            Sections = ["backend", "backend_type", "remote_state_backend", "remote_state_backend_type", "env"],
        }, call.Scope.Evaluation);
        if (evaluated.Text("remote_state_backend_type") == "static") return new KnownOutputs(evaluated.Map("remote_state_backend") ?? MapNode.Empty, []);
        var backend = evaluated.Map("backend") ?? MapNode.Empty;
        var type = evaluated.Text("backend_type") ?? "";
        // What is asked about is what is read.
        var workspace = instance.Workspace;
        var identity = StateIdentities.Of(instance, type, backend, workspace);
        options.DemandReader?.Invoke(identity, cancellation);
        var state = type switch
        {
            "" or "local" => options.Root.At(backend.Mark.File is null ? call.Mark : backend.Mark, () => LocalFile(instance, backend, workspace)),
            "s3" => S3State.Read(backend, workspace, evaluated.Map("env") ?? MapNode.Empty, call, options),
            _ => throw call.Invalid($"the state of {instance} lies in a '{type}' backend, which Gaia does not read"),
        };
        if (state is null && type is ("" or "local") && options.KeptOutputs?.Invoke(instance, identity, cancellation) is { } kept) return kept;
        return state is null ? new KnownOutputs(MapNode.Empty, []) : Parsed(state.Value, call);
    }

    private static KnownOutputs Parsed(ReadOnlyMemory<byte> state, FunctionCall call)
    {
        try
        {
            return KnownOutputs.OfState(state);
        }
        catch (System.Text.Json.JsonException fault)
        {
            throw call.Invalid("the state is not JSON", fault);
        }
    }

    private ReadOnlyMemory<byte>? LocalFile(ComponentInstance instance, MapNode backend, string workspace)
    {
        var path = Paths.Join(instance.AbsoluteFolder, StateIdentities.LocalPath(backend, workspace));
        return options.Root.FileExists(path) ? (ReadOnlyMemory<byte>?)options.Root.Bytes(path) : null;
    }
}
