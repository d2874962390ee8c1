using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

/// <summary>One entry of an Aspire manifest's `resources`, as it is written there: expressions are not resolved.</summary>
/// <param name="Name">As the app model has it: letters, digits and dashes, in any case.</param>
/// <param name="Type">For example `container.v0`.</param>
public abstract record AspireResource(string Name, string Type, SourceMark Mark)
{
    /// <summary>What others get by `{NAME.connectionString}`.</summary>
    public Expression? ConnectionString { get; init; }

    /// <summary>What stands in the manifest and cannot be used, or not wholly.</summary>
    public IReadOnlyList<AspireNote> Notes { get; init; } = [];
}

/// <summary>Something that runs: container.v0, container.v1, dockerfile.v0, project.v0, project.v1.</summary>
public sealed record ProgramResource(string Name, string Type, ProgramSource Source, SourceMark Mark) : AspireResource(Name, Type, Mark)
{
    public Expression? Entrypoint { get; init; }

    public IReadOnlyList<Expression> Args { get; init; } = [];

    /// <summary>In the manifest's order. Names are as a process sees them.</summary>
    public IReadOnlyList<KeyValuePair<string, Expression>> Environment { get; init; } = [];

    public IReadOnlyList<AspireBinding> Bindings { get; init; } = [];

    public IReadOnlyList<AspireVolume> Volumes { get; init; } = [];

    public IReadOnlyList<AspireBindMount> BindMounts { get; init; } = [];

    /// <summary>Of manifests before parameters: `{NAME.inputs.password}`.</summary>
    public IReadOnlyList<ParameterInput> Inputs { get; init; } = [];
}

/// <summary>value.v0: a connection string put together from others; a conditional has this type too.</summary>
public sealed record ValueResource(string Name, string Type, SourceMark Mark) : AspireResource(Name, Type, Mark);

/// <summary>parameter.v0.</summary>
/// <param name="Value">Mostly `{NAME.inputs.value}`.</param>
public sealed record ParameterResource(string Name, string Type, Expression Value, IReadOnlyList<ParameterInput> Inputs, SourceMark Mark) : AspireResource(Name, Type, Mark)
{
    public bool IsSecret => Inputs.Any(input => input.IsSecret);
}

/// <summary>annotated.string: a value with a filter over it. `uri` (percent-encoding) is the only one there is.</summary>
public sealed record AnnotatedResource(string Name, string Type, Expression Value, string Filter, SourceMark Mark) : AspireResource(Name, Type, Mark);

/// <summary>dapr.v0: a sidecar of another resource.</summary>
/// <param name="Application">Name of the resource beside which it runs.</param>
public sealed record DaprSidecarResource(string Name, string Type, string Application, string AppId, int? AppPort, IReadOnlyList<string> Components, SourceMark Mark) : AspireResource(Name, Type, Mark);

/// <summary>dapr.component.v0.</summary>
/// <param name="ComponentType">`state`, `pubsub`, or one with its kind, such as `state.redis`.</param>
public sealed record DaprComponentResource(string Name, string Type, string ComponentType, MapNode Metadata, SourceMark Mark) : AspireResource(Name, Type, Mark);

/// <summary>What is not for Kubernetes: executables, cloud resources, types that are not known.</summary>
/// <param name="Reason">For people, in one sentence without a full stop: why it cannot be published.</param>
public sealed record ForeignResource(string Name, string Type, string Reason, SourceMark Mark) : AspireResource(Name, Type, Mark)
{
    /// <summary>An executable's: others may refer to them, so that what they break can be named.</summary>
    public IReadOnlyList<AspireBinding> Bindings { get; init; } = [];
}
