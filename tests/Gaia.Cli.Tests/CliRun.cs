using Gaia.Cli.Hosting;

namespace Gaia.Cli.Tests;

/// <summary>One command line run in this process, with what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static async Task<CliRun> OfAsync(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? directory = null, string input = "", bool terminal = false)
    {
        using var interrupts = new Interrupts();
        var (output, error) = (new StringWriter(), new StringWriter());
        using var console = new Terminal(output, error, new StringReader(input)) { OutIsTerminal = terminal, InIsTerminal = terminal, Width = 80 };
        var context = new CliContext(console, interrupts, environment ?? new Dictionary<string, string>(), directory ?? Path.GetTempPath(), TimeProvider.System);
        var exitCode = await CommandLine.RunAsync(args, context);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
