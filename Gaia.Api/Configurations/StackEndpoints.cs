using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Configurations;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;
using static Gaia.Api.Configurations.ConfigurationEndpoints;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Configurations;

/// <summary>What the engine says about a stored configuration: the same as the CLI offline, with everything outside switched off unless allowed.</summary>
internal static class StackEndpoints
{
    public static void MapStacks(this IEndpointRouteBuilder app)
    {
        var configuration = app.MapGroup(Routes.Configurations + "/{digest}").WithTags("Stacks").NeedsSchema().Needs(Role.Viewer).NamedByContent().WithinBudget()
            .Refuses([.. ProblemCodes.OfArchive, "configuration.bad-digest", "access.denied", "stack.not-found", "stack.name", "request.timeout", "storage.full"]);
        // A configuration is a stranger's program of sorts: whatever it makes the engine do ends here.
        configuration.WithRequestTimeout(TimeSpan.FromSeconds(30));
        configuration.MapGet("stacks", StacksAsync).Named("stacks.list", "Stacks of a configuration");
        configuration.MapGet("components", ComponentsAsync)
            .Named("components.list", "Component instances of a configuration");
        configuration.MapGet("components/{component}", ComponentAsync)
            .Named("components.describe", "One component in a stack, resolved");
        configuration.MapGet("affected", AffectedAsync)
            .Named("components.affected", "What differs from a base configuration");
        configuration.MapGet("graph", GraphAsync).Named("components.graph", "Which instance depends on which");
        configuration.MapDescriptions();
        configuration.MapExplanations();
    }

    private static async Task<IReadOnlyList<StackResponse>> StacksAsync(
        string digest, Caller caller, OpenConfiguration open, CancellationToken cancellationToken)
    {
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return [.. configuration.Repository.Instances().Where(instance => caller.Reaches(instance.StackName))
            .GroupBy(instance => instance.StackName).OrderBy(stack => stack.Key, StringComparer.Ordinal)
            .Select(stack => new StackResponse(stack.Key, stack.First().StackFile,
                [.. stack.Select(instance => instance.Name).Distinct().Order(StringComparer.Ordinal)]))];
    }

    private static async Task<IReadOnlyList<ComponentResponse>> ComponentsAsync(
        string digest, string? stack, Caller caller, OpenConfiguration open, CancellationToken cancellationToken)
    {
        if (stack is not null) caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var filter = new InstanceFilter { Stack = stack, IncludeAbstract = true };
        return [.. configuration.Repository.Instances(filter).Where(instance => caller.Reaches(instance.StackName))
            .OrderBy(instance => instance.StackName, StringComparer.Ordinal).ThenBy(instance => instance.Name, StringComparer.Ordinal)
            .Select(From)];
    }

    private static async Task<ComponentDetailResponse> ComponentAsync(
        string digest, string component, string stack, string? type, [AsParameters] EvaluationParameters evaluation, Caller caller, OpenConfiguration open,
        CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var instance = configuration.Repository.Find(component, stack, type);
        var sections = DescribeComponent.Of(instance, evaluation.Options, cancellationToken);
        return new(instance.Name, instance.StackName, instance.Type, EngineDocument.Element(sections, configuration));
    }

    private static async Task<IReadOnlyList<AffectedResponse>> AffectedAsync(
        string digest, string @base, string? stack, bool? dependents, bool? settings, [AsParameters] EvaluationParameters evaluation, Caller caller,
        OpenConfiguration open, CancellationToken cancellationToken)
    {
        if (stack is not null) caller.Demand(Role.Viewer, stack);
        var head = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var old = await open.ExecuteAsync(Parse(@base), cancellationToken);
        var query = new AffectedQuery
        {
            RepositoryRoot = head.Folder,
            ChangedFiles = ChangedFiles.Between(old.Folder, head.Folder, cancellationToken),
            Stack = stack,
            IncludeDependents = dependents ?? false,
            Evaluation = evaluation.Options,
        };
        return [.. DescribeAffected.Of(head.Repository, old.Repository, query, cancellationToken)
            .Where(affected => caller.Reaches(affected.Instance.StackName))
            .Select(affected => affected with { Dependents = affected.Dependents is null ? null : Reached(affected.Dependents, caller) })
            .Select(affected => new AffectedResponse(affected.Instance.Name, affected.Instance.StackName, affected.Instance.Type, affected.Reasons,
                EngineDocument.Element(affected.ToNode(settings ?? true), head)))];
    }

    private static IReadOnlyList<Dependent> Reached(IReadOnlyList<Dependent> dependents, Caller caller) =>
        [.. dependents.Where(dependent => caller.Reaches(dependent.Instance.StackName))
            .Select(dependent => dependent with { Dependents = Reached(dependent.Dependents, caller) })];

    private static async Task<GraphResponse> GraphAsync(
        string digest, string? stack, Caller caller, OpenConfiguration open, CancellationToken cancellationToken)
    {
        if (stack is not null) caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return InstanceGraph.Of(configuration.Repository, instance => caller.Reaches(instance.StackName), stack);
    }

    private static ComponentResponse From(ComponentInstance instance) => new(
        instance.Name, instance.StackName, instance.Type, instance.Folder,
        instance is { Type: "terraform", IsAbstract: false } ? instance.Workspace : null, instance.IsAbstract, instance.IsEnabled, instance.IsLocked);
}
