using System.Threading.Channels;

namespace Gaia.Jobs.Running;

/// <summary>"There may be work." Any number of signals before a wait count as one; none is lost.</summary>
internal sealed class WakeUp
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    public void Signal() => channel.Writer.TryWrite(true);

    /// <summary>Returns at a signal, or after <paramref name="longest"/> without one.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        if (channel.Reader.TryRead(out _)) return;
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody called: time to look by ourselves.
        }
    }
}
