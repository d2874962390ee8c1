using System.Runtime.InteropServices;

namespace Gaia.Cli.Processes;

/// <summary>The end of the terminal, which must not end us before our shell: it gets the signal, also where that came before it was there.</summary>
internal sealed class Hangup : IDisposable
{
    private readonly Lock gate = new();
    private readonly PosixSignalRegistration registration;
    private int? shell;
    private bool came;

    public Hangup() => registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true;
        lock (gate)
        {
            came = true;
            if (shell is { } pid) _ = LibC.Kill(pid, LibC.SigHup);
        }
    });

    public void PassTo(int pid)
    {
        lock (gate)
        {
            shell = pid;
            if (came) _ = LibC.Kill(pid, LibC.SigHup);
        }
    }

    public void Dispose() => registration.Dispose();
}
