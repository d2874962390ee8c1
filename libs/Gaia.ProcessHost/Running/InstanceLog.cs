namespace Gaia.ProcessHost.Running;

/// <summary>One process's lines: to the console, to logs/{name}.log (the run before stays as {name}.previous.log), and the last few kept.</summary>
internal sealed class InstanceLog : IDisposable
{
    private const int Kept = 40;
    private readonly ConsoleLog _console;
    private readonly string _name;
    private readonly StreamWriter _file;
    private readonly Queue<string> _last = new();
    private bool _closed;

    public InstanceLog(ConsoleLog console, string name, string path)
    {
        (_console, _name) = (console, name);
        if (File.Exists(path))
            File.Move(path, Path.ChangeExtension(path, ".previous.log"), overwrite: true);
        _file = new StreamWriter(path) { AutoFlush = true };
    }

    /// <summary>For the errors of those who waited in vain.</summary>
    public IReadOnlyList<string> LastLines
    {
        get { lock (_last) return [.. _last]; }
    }

    public void Line(string line) => Write(line, isState: false);

    public void State(string line) => Write(line, isState: true);

    public void Dispose()
    {
        lock (_last)
            _closed = true;
        _file.Dispose();
    }

    private void Write(string line, bool isState)
    {
        _console.Write(_name, line, isState);
        var plain = ConsoleLog.Colours.Replace(line, "");
        lock (_last)
        {
            if (_closed)
                return;
            _last.Enqueue(plain);
            if (_last.Count > Kept)
                _last.Dequeue();
            _file.WriteLine(isState ? $"-- {plain}" : plain);
        }
    }
}
