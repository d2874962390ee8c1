using System.Text;

namespace Gaia.Chaos.Bench.Machine;

/// <summary>
/// What the components really did, beside what any state says: their provisioners write a line to a pipe that every sandbox shows.
/// A folder that is shown read-only still lets one write to a pipe in it.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private const string Last = "last";
    private readonly FileStream pipe;
    private readonly List<string> lines = [];
    private readonly Thread reading;

    private Ledger(string folder, FileStream pipe)
    {
        (Folder, this.pipe) = (folder, pipe);
        reading = new Thread(Read) { IsBackground = true, Name = "ledger" };
        reading.Start();
    }

    public string Folder { get; }

    public static string PipeIn(string folder) => Path.Combine(folder, "pipe");

    public static async Task<Ledger> OpenAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await Commands.RunAsync("mkfifo", "-m", "666", PipeIn(folder));
        // For both: so it has a reader as long as we live, and no end.
        return new(folder, new FileStream(PipeIn(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1));
    }

    /// <summary><c>+ VALUE</c> where one was made, <c>- VALUE</c> where one was removed; all that was written before this call.</summary>
    public IReadOnlyList<string> Close()
    {
        pipe.Write(Encoding.UTF8.GetBytes($"{Last}\n"));
        pipe.Flush();
        reading.Join();
        return lines;
    }

    public void Dispose() => pipe.Dispose();

    private void Read()
    {
        using var writer = new StreamWriter(Path.Combine(Folder, "ledger.log")) { AutoFlush = true };
        using var reader = new StreamReader(pipe, leaveOpen: true);
        while (reader.ReadLine() is { } line && line != Last)
        {
            lines.Add(line);
            writer.WriteLine(line);
        }
    }
}
