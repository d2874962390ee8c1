namespace Gaia.Api.Runs;

internal static class RunEndpointServices
{
    public static IServiceCollection AddRunEndpoints(this IServiceCollection services)
    {
        services.AddOptions<EventStreamOptions>().BindConfiguration(EventStreamOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<EventStreams>().AddScoped<VisibleRuns>();
    }
}
