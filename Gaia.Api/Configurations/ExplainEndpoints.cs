using System.Text.Json;
using Gaia.Access;
using Gaia.Api.OpenApi;
using Gaia.Documents.Nodes;
using Gaia.Configurations;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Validation;
using static Gaia.Api.Configurations.ConfigurationEndpoints;

using Role = Gaia.Access.Role;

namespace Gaia.Api.Configurations;

/// <summary>Why a configuration says what it says: origins of values, differences, and what is wrong with it.</summary>
internal static class ExplainEndpoints
{
    public static void MapExplanations(this RouteGroupBuilder configuration)
    {
        configuration.MapGet("components/{component}/provenance", ProvenanceAsync)
            .Named("components.provenance", "Which file and line gave each value").Produces<JsonElement>();
        configuration.MapGet("components/{component}/why", WhyAsync)
            .Named("components.why", "The files that set, overrode and finally gave one value").Produces<JsonElement>();
        configuration.MapGet("stacks/{stack}/diff", DiffAsync)
            .Named("stacks.diff", "Two stacks, or one in two configurations, key by key").Produces<JsonElement>();
        configuration.MapGet("problems", ProblemsAsync).Named("configurations.validate", "What is wrong with the manifests").Produces<JsonElement>();
    }

    private static async Task<EngineDocument> ProvenanceAsync(
        string digest, string component, string stack, string? section, [AsParameters] EvaluationParameters evaluation, Caller caller, OpenConfiguration open,
        CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var evaluated = configuration.Repository.Find(component, stack).Evaluate(evaluation.Options, cancellationToken);
        var entries = Provenance.Of(Provenance.Part(evaluated, section));
        return EngineDocument.Of(new ListNode([.. entries.Select(entry => entry.ToNode())]), configuration);
    }

    private static async Task<EngineDocument> WhyAsync(
        string digest, string component, string stack, string path, Caller caller, OpenConfiguration open, CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return EngineDocument.Of(WhyValue.Of(configuration.Repository.Find(component, stack), path, cancellationToken).ToNode(), configuration);
    }

    /// <param name="other">The stack to compare with; the same one unless given.</param>
    /// <param name="base">The configuration of the first of the two; the same one unless given.</param>
    private static async Task<EngineDocument> DiffAsync(
        string digest, string stack, string? other, string? @base, [AsParameters] EvaluationParameters evaluation, Caller caller, OpenConfiguration open,
        CancellationToken cancellationToken)
    {
        var (left, right) = (stack, other ?? stack);
        caller.Demand(Role.Viewer, left);
        caller.Demand(Role.Viewer, right);
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        var older = @base is null ? configuration : await open.ExecuteAsync(Parse(@base), cancellationToken);
        var differences = DiffStacks.Of(older.Repository, left, configuration.Repository, right,
            evaluation.Options with { KeepUnresolved = true }, cancellationToken);
        return EngineDocument.Of(new ListNode([.. differences.Select(difference => difference.ToNode())]), configuration);
    }

    private static async Task<EngineDocument> ProblemsAsync(string digest, OpenConfiguration open, CancellationToken cancellationToken)
    {
        var configuration = await open.ExecuteAsync(Parse(digest), cancellationToken);
        return EngineDocument.Of(new ListNode([.. ValidateStacks.Run(configuration.Repository).Select(problem => problem.ToNode())]), configuration);
    }
}
