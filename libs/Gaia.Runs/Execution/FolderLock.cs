namespace Gaia.Runs.Execution;

/// <summary>A lock between the workers of one machine, held by an open file: it goes when its process does.</summary>
internal static class FolderLock
{
    public static async Task<IDisposable> TakeAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ".gaia-lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (cancellationToken.IsCancellationRequested) throw new RunStoppedException("init", null);
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
            }
        }
    }
}
