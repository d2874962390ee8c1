namespace Gaia.AppHost.Local;

/// <summary>What this AppHost has of the machine it runs on. Nothing of it shows in what is published.</summary>
/// <param name="engine">The container engine that runs PostgreSQL and Redis; null where they are processes.</param>
internal sealed class LocalMachine(DataFolder data, bool runs, string? engine, bool watches = false) : IDisposable
{
    private readonly List<string> _volumes = [];
    private readonly List<string> _secrets = [];
    private DataLock? _lock;

    public DataFolder Data => data;

    /// <summary>Not where the model is only published.</summary>
    public bool Runs => runs;

    /// <summary>PostgreSQL and Redis are processes, not containers.</summary>
    public bool RunsProcesses => runs && engine is null;

    /// <summary>The services run from their projects and start anew when their code changes.</summary>
    public bool Watches => watches;

    public Requirements Requirements { get; } = new();

    /// <summary>Where API and worker keep what they share; as published, a volume.</summary>
    public string Files => runs ? data.Files : "/var/lib/gaia";

    /// <summary>What services listen on within their container; here Aspire finds a free port.</summary>
    public int? ServicePort => runs ? null : 8080;

    /// <summary>Where the API notes the end of the audit log; as published, in its volume.</summary>
    public string AuditHeads => runs ? data.AuditHeads : $"{Files}/audit-heads.jsonl";

    /// <summary>The file of a service's password for PostgreSQL; it is there before anything starts.</summary>
    public string DatabasePassword(string service)
    {
        var file = ServiceSecret.FileOf(data, service);
        if (!_secrets.Contains(file)) _secrets.Add(file);
        return file;
    }

    /// <summary>A name of its own for each checkout, since volumes are the engine's and not the folder's.</summary>
    public string Volume(string server)
    {
        if (!runs)
            return $"gaia-{server}";
        var name = $"gaia-{data.Key}-{server}";
        _volumes.Add(name);
        return name;
    }

    /// <summary>Takes the data folder and checks what is needed, before any resource starts.</summary>
    public async Task PrepareAsync(bool clean, TimeProvider time, CancellationToken ct)
    {
        data.Create();
        _lock = DataLock.Take(data);
        await WaitForEarlierAsync(time, ct);
        File.Delete(data.RunFile);
        if (clean)
            await CleanAsync(ct);
        Requirements.Verify();
        data.Create();
        _secrets.ForEach(ServiceSecret.Ensure);
    }

    private async Task CleanAsync(CancellationToken ct)
    {
        data.Clean();
        if (engine is not null)
            await ContainerEngine.RemoveVolumesAsync(engine, _volumes, ct);
    }

    // The processes of an AppHost that was killed are on their way out, and with them its ports and data.
    private async Task WaitForEarlierAsync(TimeProvider time, CancellationToken ct)
    {
        string[] locks = [Guard.ServicesLock(data), Guard.FrontLock(data), Guard.ServersLock(data)];
        if (locks.All(Guard.IsFree))
            return;
        Console.WriteLine("Waiting for the processes of the AppHost before this one to end ...");
        foreach (var file in locks)
            if (!await Guard.WaitUntilGoneAsync(file, StopOrder.ServicesLimit + StopOrder.ServersLimit, time, ct))
                throw new CannotStartException($"Processes of an earlier AppHost still use {data.Root}: `fuser {file}` tells which. End them, then start again.");
    }

    public void Dispose()
    {
        if (_lock is null)
            return;
        File.Delete(data.RunFile);
        _lock.Dispose();
        _lock = null;
    }
}
