using System.Runtime.InteropServices;

namespace Gaia.Cli.Hosting;

/// <summary>
/// Ctrl+C and SIGTERM. The first cancels <see cref="Token"/>, so that a command can stop or detach in order; the
/// second ends the process. While a child runs in the foreground it decides instead (<see cref="Divert"/>).
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private Action<PosixSignal>? diverted;

    public Interrupts() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>A signal came, also while a child had the foreground: nothing new should start.</summary>
    public bool Came { get; private set; }

    /// <summary>Until the result is disposed, signals go to <paramref name="handler"/> and do not cancel.</summary>
    public IDisposable Divert(Action<PosixSignal> handler)
    {
        var before = diverted;
        diverted = handler;
        return new Diversion(() => diverted = before);
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        Came = true;
        if (diverted is { } handler)
        {
            context.Cancel = true;
            handler(context.Signal);
        }
        else if (!source.IsCancellationRequested)
        {
            context.Cancel = true;
            source.Cancel();
        }
    }

    private sealed class Diversion(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
