namespace Gaia.AppHost.Local;

internal static class Defaults
{
    /// <summary>On a machine of one's own without a launch profile: Development. Read before there is a builder.</summary>
    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null)
            Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", "Development");
    }

    /// <summary>What is wrong with the machine is told in a sentence, not by a stack trace.</summary>
    public static async Task<int> RunForPeopleAsync(this DistributedApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (CannotStartException e)
        {
            await Console.Error.WriteLineAsync($"Error: {e.Message}");
            return 1;
        }
    }
}
