namespace Gaia.Cli.Serve;

/// <summary>Why an AppHost that was asked to stop is still there.</summary>
internal static class StopWait
{
    public static string Reason(ServeData data, int pid) =>
        !LockFile.IsFree(data.ServicesLock) ? "The worker has not ended yet: it lets terraform finish or save its state, for at most 45 s."
        : !LockFile.IsFree(data.ServersLock) ? "PostgreSQL or Redis have not ended yet: they write their data down."
        : $"The AppHost (pid {pid}) has not ended yet, nor its dashboard or its containers.";
}
