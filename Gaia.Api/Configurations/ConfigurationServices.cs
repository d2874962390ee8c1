namespace Gaia.Api.Configurations;

internal static class ConfigurationServices
{
    public static IServiceCollection AddConfigurations(this IServiceCollection services) => services.AddSingleton<OpenedConfigurations>();
}
