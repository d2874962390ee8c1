using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gaia.Runs.Terraform;

/// <summary>
/// Starts children from one thread that lives as long as the process. Linux sends the parent-death signal when the
/// *thread* that forked ends, and the thread pool ends threads as it likes.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Asked = [];

    static ProcessStarter() => new Thread(Serve) { IsBackground = true, Name = "process starter" }.Start();

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Add((start, started));
        return started.Task;
    }

    private static void Serve()
    {
        foreach (var (start, started) in Asked.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
            }
            catch (Exception fault)
            {
                started.SetException(fault);
            }
        }
    }
}
