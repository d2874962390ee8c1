using System.Runtime.InteropServices;

namespace Gaia.TestProcesses;

public static partial class Signals
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int pid, int signal)
    {
        if (!TrySend(pid, signal))
            throw new InvalidOperationException($"kill -{signal} {pid}: errno {Marshal.GetLastPInvokeError()}");
    }

    /// <returns>False where there is no such process any more.</returns>
    public static bool TrySend(int pid, int signal) => SendSignal(pid, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
