using System.Text.Json;
using Gaia.Access;
using Gaia.Api.OpenApi;
using Gaia.Api.Validation;
using Gaia.Documents.Nodes;
using Gaia.Configurations;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;
using static Gaia.Api.Configurations.ConfigurationEndpoints;

using Role = Gaia.Access.Role;

namespace Gaia.Api.Configurations;

/// <summary>The documents of the CLI's describe and list commands, key for key.</summary>
internal static class DescribeEndpoints
{
    public static void MapDescriptions(this RouteGroupBuilder configuration)
    {
        configuration.MapGet("describe", StacksAsync).Named("stacks.describe", "Every component of every stack, resolved").Produces<JsonElement>();
        configuration.MapGet("values", ValuesAsync).Named("components.values", "A section of components in all their stacks").Produces<JsonElement>();
        configuration.MapGet("components/{component}/dependents", DependentsAsync)
            .Named("components.dependents", "What depends on a component").Produces<JsonElement>();
        configuration.MapGet("stacks/{stack}/locals", LocalsAsync).Named("stacks.locals", "The locals of a stack's manifest, resolved").Produces<JsonElement>();
        configuration.MapGet("workflows", WorkflowsAsync).Named("workflows.list", "The workflows and where they are").Produces<JsonElement>();
        configuration.MapGet("config", ConfigAsync).Named("configurations.describe", "atmos.yaml as merged").Produces<JsonElement>();
    }

    private static async Task<EngineDocument> StacksAsync(
        string digest, string? stack, string? components, string? types, string? sections, [AsParameters] EvaluationParameters evaluation, Caller caller,
        OpenConfiguration open, CancellationToken cancellationToken)
    {
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var query = new StacksQuery
        {
            Stack = stack,
            Components = EvaluationParameters.Words(components),
            Types = EvaluationParameters.Words(types),
            Sections = EvaluationParameters.Words(sections),
            Evaluation = evaluation.Options,
            Where = instance => caller.Reaches(instance.StackName),
        };
        return EngineDocument.Of(DescribeStacks.Of(configuration.Repository, query, cancellationToken), configuration);
    }

    private static async Task<EngineDocument> ValuesAsync(
        string digest, string? component, string? section, string? stack, string? query, [AsParameters] EvaluationParameters evaluation, Caller caller,
        OpenConfiguration open, CancellationToken cancellationToken)
    {
        if (stack is not null) caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var instances = configuration.Repository.Instances(new InstanceFilter { Components = component is null ? [] : [component], Stack = stack })
            .Where(instance => caller.Reaches(instance.StackName));
        return EngineDocument.Of(ListValues.Of(instances, component, section, query, evaluation.Options, cancellationToken), configuration);
    }

    private static async Task<EngineDocument> DependentsAsync(
        string digest, string component, string stack, bool? settings, [AsParameters] EvaluationParameters evaluation, Caller caller, OpenConfiguration open,
        CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var instance = configuration.Repository.Find(component, stack);
        var dependents = DescribeDependents.Of(new DependencyGraph(configuration.Repository, evaluation.Options), instance)
            .Where(dependent => caller.Reaches(dependent.Instance.StackName));
        return EngineDocument.Of(new ListNode([.. dependents.Select(dependent => dependent.ToNode(settings ?? false))]), configuration);
    }

    private static async Task<EngineDocument> LocalsAsync(
        string digest, string stack, string? component, Caller caller, OpenConfiguration open, CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return EngineDocument.Of(DescribeLocals.Of(configuration.Repository, stack, component), configuration);
    }

    private static async Task<EngineDocument> WorkflowsAsync(string digest, string? output, OpenConfiguration open, CancellationToken cancellationToken)
    {
        var shape = QueryWords.Read<WorkflowShape>("output", output) ?? WorkflowShape.List;
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return EngineDocument.Of(DescribeWorkflows.Of(configuration.Repository, shape), configuration);
    }

    private static async Task<EngineDocument> ConfigAsync(string digest, OpenConfiguration open, CancellationToken cancellationToken)
    {
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return EngineDocument.Of(configuration.Repository.Configuration.Raw, configuration);
    }
}
