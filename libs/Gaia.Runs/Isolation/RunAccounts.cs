using System.Globalization;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>Accounts without a name, each given to one attempt at a time among all workers of this machine: its lock is an open file.</summary>
/// <param name="pool">First and last id.</param>
internal sealed class RunAccounts(string locks, (int First, int Last) pool, OwnedFiles files)
{
    /// <param name="text"><c>1879050000-1879050063</c>, or one id.</param>
    public static (int First, int Last)? Parse(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries).Select(end => int.TryParse(end, CultureInfo.InvariantCulture, out var id) ? id : 0).ToList();
        return ends is [> 0, ..] and { Count: 1 or 2 } && ends[^1] >= ends[0] ? (ends[0], ends[^1]) : null;
    }

    /// <summary>The account of an attempt, which has it until the attempt is over.</summary>
    /// <exception cref="RunFailure">All are taken.</exception>
    public int Of(WorkDirectory work)
    {
        if (work.Lease is not RunAccount account) work.Lease = account = Take(work);
        return account.Id;
    }

    private RunAccount Take(WorkDirectory work)
    {
        PrivateFolder.Create(locks);
        for (var id = pool.First; id <= pool.Last; id++)
        {
            if (TryLock(Path.Combine(locks, id.ToString(CultureInfo.InvariantCulture))) is not { } held) continue;
            // A terraform that outlived its worker has it still.
            if (!AccountProcesses.Any(id)) return new RunAccount(id, held, work, files);
            held.Dispose();
        }
        throw new RunFailure($"All accounts of Gaia__RunAccounts ({pool.First}-{pool.Last}) are in use on {Environment.MachineName}.",
            "Nothing was changed. Give the worker more accounts, then queue a new run.");
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private sealed class RunAccount(int id, FileStream held, WorkDirectory work, OwnedFiles files) : IDisposable
    {
        public int Id => id;

        public void Dispose()
        {
            try
            {
                AccountProcesses.Kill(id);
                files.TakeBack(work);
            }
            finally
            {
                held.Dispose();
            }
        }
    }
}
