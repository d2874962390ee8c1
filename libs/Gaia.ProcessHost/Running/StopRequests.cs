using System.Runtime.InteropServices;

namespace Gaia.ProcessHost.Running;

/// <summary>
/// The first signal asks to stop; one that comes later kills. Some senders (timeout, a terminal above `dotnet run`) signal
/// process and group, so what comes within two seconds is the same request.
/// </summary>
internal sealed class StopRequests : IDisposable
{
    private static readonly TimeSpan SameRequest = TimeSpan.FromSeconds(2);
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Lock _asking = new();
    private readonly Action _stop;
    private readonly Action _kill;
    private readonly TimeProvider _time;
    private long? _asked;

    public StopRequests(Action stop, Action kill, TimeProvider time)
    {
        (_stop, _kill, _time) = (stop, kill, time);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Ask();
        }))];
    }

    internal void Ask()
    {
        lock (_asking)
        {
            if (_asked is null)
            {
                _asked = _time.GetTimestamp();
                _stop();
            }
            else if (_time.GetElapsedTime(_asked.Value) > SameRequest)
            {
                _kill();
            }
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
