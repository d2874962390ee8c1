namespace Gaia.AppHost.Local;

/// <summary>One AppHost per data folder. The kernel lets go of the lock when its holder dies.</summary>
internal sealed class DataLock(FileStream file) : IDisposable
{
    /// <exception cref="CannotStartException">Another AppHost has it.</exception>
    public static DataLock Take(DataFolder data)
    {
        try
        {
            return new DataLock(new FileStream(data.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            var holder = RunFile.Read(data) is { } run ? $"Another AppHost (pid {run.Pid}, {run.Api})" : "Another AppHost";
            throw new CannotStartException($"{holder} uses the data in {data.Root}. Stop it (./scripts/start-dev.sh --stop, or Ctrl+C where it runs), "
                + "or give this one its own: --port 8081 --data-folder FOLDER.");
        }
    }

    public void Dispose() => file.Dispose();
}
