using System.Globalization;

namespace Gaia.AppHost.Local;

/// <summary>
/// One AppHost per data folder. The kernel lets go of the lock when its holder dies; who that is stands in a file beside
/// from the first moment, for `gaia serve --stop`, and means nothing while nobody has the lock.
/// </summary>
internal sealed class DataLock(DataFolder data, FileStream file) : IDisposable
{
    /// <exception cref="CannotStartException">Another AppHost has it.</exception>
    public static DataLock Take(DataFolder data)
    {
        try
        {
            var taken = new DataLock(data, new FileStream(data.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.Delete(data.StoppingMark);
            File.WriteAllText(data.PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotStartException($"{e.Message} The data folder must belong to the account that runs the AppHost; another one: --data-folder FOLDER.");
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            var holder = RunFile.Read(data) is { } run ? $"Another AppHost (pid {run.Pid}, {run.Api})" : $"Another AppHost{PidOfHolder(data)}";
            throw new CannotStartException($"{holder} uses the data in {data.Root}. Stop it (`gaia serve --stop`, or Ctrl+C where it runs), "
                + "or give this one its own: --port 8081 --data-folder FOLDER.");
        }
    }

    public void Dispose()
    {
        File.Delete(data.PidFile);
        file.Dispose();
    }

    private static string PidOfHolder(DataFolder data) => File.Exists(data.PidFile) ? $" (pid {File.ReadAllText(data.PidFile)})" : "";
}
