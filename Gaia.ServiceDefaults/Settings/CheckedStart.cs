using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gaia.ServiceDefaults.Settings;

public static class CheckedStart
{
    /// <summary>Exit code of a service whose settings are wrong: EX_CONFIG of sysexits.h. Starting it again would not help.</summary>
    public const int WrongSettings = 78;

    /// <summary>Runs a service. Wrong settings end it with a line for each on stderr, and without a stack trace.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(IConfiguration configuration, Func<Task<int>> service)
    {
        try
        {
            return await service();
        }
        catch (Exception fault) when (SettingsProblems.Of(fault, configuration) is { } problems)
        {
            foreach (var problem in problems) await Console.Error.WriteLineAsync($"Error: {problem}");
            return WrongSettings;
        }
    }

    /// <summary>Before the host starts, which would log what it finds with a stack trace.</summary>
    /// <exception cref="OptionsValidationException">Or one of the binder, or several: a setting is wrong.</exception>
    public static void DemandSettings(this IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        services.GetService<IStartupValidator>()?.Validate();
        ListSettings.Demand(configuration, SettingsTypes.Loaded());
        GaiaDatabase.Demand(configuration);
    }
}
