using System.Text;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Runs.View;

/// <summary>A block of lines at the bottom of the terminal that is drawn over; what is printed goes above it and stays.</summary>
internal sealed class LiveScreen(Terminal terminal) : IDisposable
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string ClearToEnd = "\e[0J";

    private int drawn;

    public void Draw(IReadOnlyList<Line> lines)
    {
        var frame = new StringBuilder(HideCursor).Append(Up());
        foreach (var line in lines) frame.Append(line.Render(terminal.Colors)).Append("\e[K\n");
        if (lines.Count < drawn) frame.Append(ClearToEnd);
        drawn = lines.Count;
        terminal.Out.Write(frame);
        terminal.Out.Flush();
    }

    public void Print(IEnumerable<Line> lines)
    {
        Clear();
        foreach (var line in lines) terminal.Out.WriteLine(line.Render(terminal.Colors));
        terminal.Out.Flush();
    }

    public void Clear()
    {
        if (drawn > 0) terminal.Out.Write(Up() + ClearToEnd);
        drawn = 0;
    }

    public void Dispose()
    {
        Clear();
        terminal.Out.Write(ShowCursor);
        terminal.Out.Flush();
    }

    private string Up() => drawn == 0 ? "" : $"\r\e[{drawn}A";
}
