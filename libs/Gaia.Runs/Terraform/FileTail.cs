using System.Text;

namespace Gaia.Runs.Terraform;

/// <summary>Hands on the lines of a file that somebody else is writing. What was handed on stays, whatever is done to the file.</summary>
internal sealed class FileTail(string path, Action<string> line) : IDisposable
{
    private const int LongestLine = 1 << 20;
    private readonly FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
    private readonly byte[] buffer = new byte[64 << 10];
    private readonly MemoryStream partial = new();

    /// <summary>Reads what is there now.</summary>
    public void Advance()
    {
        if (file.Length < file.Position) Restart();
        while (file.Read(buffer) is var read and > 0) Split(buffer.AsSpan(0, read));
    }

    /// <summary>The writer has ended: what is left is the last line.</summary>
    public void Finish()
    {
        Advance();
        if (partial.Length > 0) Emit();
    }

    public void Dispose() => file.Dispose();

    // Who writes goes on at the new end; we would wait there for all that was there before.
    private void Restart()
    {
        if (partial.Length > 0) Emit();
        line("Something in the run cut off the file of this output; what was read before stays in the log.");
        file.Position = 0;
    }

    private void Split(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            partial.Write(bytes[..end]);
            Emit();
            bytes = bytes[(end + 1)..];
        }
        partial.Write(bytes);
        if (partial.Length > LongestLine) Emit();
    }

    private void Emit()
    {
        var text = Encoding.UTF8.GetString(partial.GetBuffer(), 0, (int)partial.Length);
        partial.SetLength(0);
        line(text.TrimEnd('\r'));
    }
}
