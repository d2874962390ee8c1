using Gaia.Documents;

namespace Gaia.Api.Configurations;

internal static class BoundedWork
{
    /// <summary>Whatever a configuration makes the engine do ends: by its budget, or when the request does.</summary>
    public static TBuilder WithinBudget<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            using var budget = WorkBudget.Begin(context.HttpContext.RequestAborted);
            return await next(context);
        });
}
