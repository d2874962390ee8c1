namespace Gaia.Runs.Tests.Isolation;

/// <summary>What the processes of this machine are.</summary>
internal static class Commands
{
    /// <returns>Arguments with a zero after each; empty where the process is gone.</returns>
    public static string Of(string process)
    {
        try
        {
            return File.Exists($"{process}/cmdline") ? File.ReadAllText($"{process}/cmdline") : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
