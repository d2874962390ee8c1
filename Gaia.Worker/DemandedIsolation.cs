using Gaia.Runs.Isolation;
using Gaia.ServiceDefaults.Settings;

namespace Gaia.Worker;

internal static class DemandedIsolation
{
    /// <exception cref="WrongSettingException">The isolation that the settings demand is not possible here.</exception>
    public static void DemandIsolation(this IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<RunIsolation>().Kind;
        }
        catch (IsolationUnavailableException unavailable)
        {
            throw new WrongSettingException(unavailable.Message);
        }
    }
}
