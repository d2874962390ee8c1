namespace Gaia.AppHost.Local;

internal static class Defaults
{
    /// <summary>On a machine of one's own without a launch profile: Development. Read before there is a builder.</summary>
    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null)
            Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", "Development");
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            if (e.ExceptionObject is CannotStartException refusal)
                Environment.Exit(Refuse(refusal)); // thrown while the model is made
        };
    }

    /// <summary>What is wrong with the machine is told in a sentence, not by a stack trace.</summary>
    public static async Task<int> RunForPeopleAsync(this DistributedApplication app)
    {
        try
        {
            await app.RunAsync();
            await app.StopAsync(); // RunAsync leaves that out when it is asked to stop while it starts
            return Environment.ExitCode; // FirstStart sets it
        }
        catch (CannotStartException e)
        {
            return Refuse(e);
        }
        finally
        {
            await app.DisposeAsync(); // RunAsync does not
        }
    }

    private static int Refuse(CannotStartException refusal)
    {
        Console.Error.WriteLine($"Error: {refusal.Message}");
        return 1;
    }
}
