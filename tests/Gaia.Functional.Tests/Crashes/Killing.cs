namespace Gaia.Functional.Tests;

internal static class Killing
{
    private static readonly Dictionary<string, string> Programs = new()
    {
        ["api"] = "Gaia.Api.dll",
        ["worker"] = "Gaia.Worker.dll",
        ["redis"] = "redis-server 127.0.0.1", // it writes its own title
        ["postgres"] = "bin/postgres\0-D",
    };

    /// <summary>SIGKILL to the very process of a resource; the AppHost starts it again.</summary>
    public static async Task KillAsync(this GaiaApp gaia, string resource)
    {
        if (gaia.Host.ContainerOf(resource) is { } container)
            await AppHostUnderTest.EngineAsync("kill", "--signal", "KILL", container);
        else
            Signals.Send(Assert.Single(gaia.Host.Processes(Programs[resource])), Signals.Kill);
    }
}
