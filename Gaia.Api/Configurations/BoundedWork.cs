using Gaia.Documents;

namespace Gaia.Api.Configurations;

internal static class BoundedWork
{
    // A repository of thousands of instances takes a few million; a template that loops takes them in seconds.
    private const long Steps = 100_000_000;
    private const long Characters = 100_000_000;

    /// <summary>Whatever a configuration makes the engine do ends: by its budget, or when the request does.</summary>
    public static TBuilder WithinBudget<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            using var budget = WorkBudget.Begin(Steps, Characters, context.HttpContext.RequestAborted);
            return await next(context);
        });
}
