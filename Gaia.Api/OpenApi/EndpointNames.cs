namespace Gaia.Api.OpenApi;

internal static class EndpointNames
{
    /// <param name="name">Noun and verb, as in the audit log: <c>runs.queue</c>.</param>
    /// <param name="summary">One line of the OpenAPI document.</param>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder builder, string name, string summary) =>
        builder.WithName(name).WithSummary(summary);
}
