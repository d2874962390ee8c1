using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>What this machine offers; elsewhere a test of it is skipped and says why.</summary>
internal static class Offered
{
    public static void Demand(RunIsolationKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("gaia-offered-").FullName;
        try
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
            var options = Options.Create(new RunsOptions { DataDirectory = Path.Combine(folder, "data"), Isolation = kind });
            _ = new RunIsolation(options, new RunPods(options, TimeProvider.System), new HostingEnvironment()).Kind;
        }
        catch (IsolationUnavailableException refused)
        {
            Assert.Skip(refused.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
