using System.Runtime.InteropServices;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Serve;

/// <summary>Passes the first signal on to the AppHost, as SIGTERM; each later one is answered with what it still waits for.</summary>
internal sealed class StopRequests : IDisposable
{
    private readonly IDisposable diversion;
    private readonly PosixSignalRegistration hangup;
    private int asked;

    public StopRequests(CliContext context, int pid, ServeData data)
    {
        diversion = context.Interrupts.Divert(_ => Ask(context, pid, data));
        hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Ask(context, pid, data);
        });
    }

    public void Dispose()
    {
        hangup.Dispose();
        diversion.Dispose();
    }

    private void Ask(CliContext context, int pid, ServeData data)
    {
        if (Interlocked.Increment(ref asked) == 1) _ = LibC.Kill(pid, LibC.SigTerm);
        context.Error.WriteLine(asked == 1 ? "Stopping Gaia ..." : StopWait.Reason(data, pid));
        context.Error.Flush();
    }
}
