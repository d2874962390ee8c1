using System.Runtime.CompilerServices;

namespace Gaia.Cli.Tests;

/// <summary>Output that a person has looked at, kept in Approved/NAME.golden beside the test. GAIA_APPROVE=1 writes it anew; review the diff.</summary>
internal static class Approved
{
    public static void Check(string name, string actual, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.golden");
        if (Environment.GetEnvironmentVariable("GAIA_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        Assert.True(File.Exists(file), $"{file} does not exist. Run with GAIA_APPROVE=1 and look at it:\n{actual}");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
