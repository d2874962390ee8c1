namespace Gaia.Api.OpenApi;

/// <summary>Codes that calls of the endpoint may be refused with, besides those that follow from its shape.</summary>
internal sealed record Refusals(IReadOnlyList<string> Codes);

internal static class EndpointRefusals
{
    /// <param name="codes">Of <see cref="ProblemCodes"/>, which knows the status of each.</param>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params string[] codes) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Refusals(codes));
}
