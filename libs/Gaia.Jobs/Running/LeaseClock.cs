using System.Runtime.InteropServices;

namespace Gaia.Jobs.Running;

/// <summary>
/// The time by which a worker judges its own leases. The system's timestamps stand still while the machine is suspended, and PostgreSQL's
/// clock on another machine does not: here they go on (CLOCK_BOOTTIME).
/// </summary>
internal sealed partial class LeaseClock : TimeProvider
{
    private const int BootTime = 7;
    private const long Billion = 1_000_000_000;

    private LeaseClock()
    {
    }

    public override long TimestampFrequency => Billion;

    /// <returns>The same in a test with a clock of its own, and where the system's does not stand still or there is no other.</returns>
    public static TimeProvider Of(TimeProvider time) => time == System && OperatingSystem.IsLinux() ? new LeaseClock() : time;

    public override long GetTimestamp() => clock_gettime(BootTime, out var now) == 0
        ? (now.Seconds * Billion) + now.Nanoseconds
        : throw new InvalidOperationException($"clock_gettime: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    private readonly record struct Moment(nint Seconds, nint Nanoseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int clock_gettime(int clock, out Moment now);
}
