namespace Gaia.Configurations.Tests.Blobs;

/// <summary>Bytes that are made as they are read, and cannot be read twice; something may happen in their midst.</summary>
internal sealed class Flow(int length) : Stream
{
    private int at;

    public int LargestRead { get; private set; }

    public int? BreaksAt { get; init; }

    public int? At { get; init; }

    public Action? Then { get; init; }

    public override int Read(Span<byte> buffer)
    {
        LargestRead = Math.Max(LargestRead, buffer.Length);
        if (at >= BreaksAt) throw new EndOfStreamException("The sender is gone.");
        if (at >= At) Then?.Invoke();
        var count = Math.Min(Math.Min(buffer.Length, 64 << 10), Until() - at);
        for (var each = 0; each < count; each++) buffer[each] = (byte)((at + each) * 31 / 7);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => at; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Until() => at < BreaksAt ? BreaksAt.Value : at < At ? At.Value : length;
}
