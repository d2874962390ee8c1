using System.Text;
using Spectre.Console;

namespace Gaia.Cli.Hosting;

/// <summary>
/// Where a command reads and writes. Data goes to <see cref="Out"/>, words for people to <see cref="Error"/>. Both
/// are buffered: <see cref="Flush"/> before a child process writes to the same place.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, TextReader? input) : IDisposable
{
    private IAnsiConsole? console;

    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>This process's own where none was given; few commands read, and opening it costs start-up time.</summary>
    public TextReader In => input ?? System.Console.In;

    /// <summary>Child processes write to the same place by themselves; otherwise their output is copied here.</summary>
    public bool IsInherited { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    public bool Colors { get; init; }

    public int Width { get; init; } = 80;

    /// <summary>Made on first use: most commands never draw, and drawing costs start-up time.</summary>
    public IAnsiConsole Console => console ??= SpectreConsole.Create(this);

    public static Terminal OfThisProcess(IReadOnlyList<string> args)
    {
        var (outTty, errorTty) = (!System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected);
        return new Terminal(Writer(System.Console.OpenStandardOutput()), Writer(System.Console.OpenStandardError()), input: null)
        {
            IsInherited = true,
            OutIsTerminal = outTty,
            ErrorIsTerminal = errorTty,
            InIsTerminal = !System.Console.IsInputRedirected,
            Colors = ColorChoice.Decide(args, ProcessEnvironment.Read(), outTty),
            Width = outTty && System.Console.WindowWidth > 0 ? System.Console.WindowWidth : 80,
        };
    }

    public void Flush()
    {
        output.Flush();
        error.Flush();
    }

    public void Dispose() => Flush();

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false), 16 * 1024) { AutoFlush = false };
}
