using System.Net;

namespace Gaia.Runs.Tests.Kit;

/// <summary>A repository over HTTP, as plain files. While its gate is closed every call waits.</summary>
internal sealed class GitServer : IDisposable
{
    private readonly LocalWeb web;
    private readonly GitFolder folder;
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int fetches;
    private int failures;

    /// <param name="failures">Fetches that are answered with 503 before one is served.</param>
    public GitServer(GitFolder folder, bool isOpen = false, int failures = 0)
    {
        (this.folder, this.failures) = (folder, failures);
        if (isOpen) Open();
        web = new(AnswerAsync);
    }

    public Uri Url => web.Address;

    /// <summary>Until somebody fetches.</summary>
    public Task Asked => asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public int Fetches => Volatile.Read(ref fetches);

    public void Open() => gate.TrySetResult();

    public void Dispose()
    {
        gate.TrySetCanceled();
        web.Dispose();
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var path = call.Request.Url!.AbsolutePath;
        var isFetch = path == "/info/refs";
        if (isFetch) Interlocked.Increment(ref fetches);
        asked.TrySetResult();
        await gate.Task;
        if (isFetch) folder.Git("update-server-info");
        var file = Path.Combine(folder.Path, ".git", path.TrimStart('/'));
        call.Response.StatusCode = isFetch && Interlocked.Decrement(ref failures) >= 0 ? 503 : File.Exists(file) ? 200 : 404;
        if (call.Response.StatusCode == 200) await call.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
    }
}
