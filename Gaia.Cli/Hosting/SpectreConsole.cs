using Spectre.Console;

namespace Gaia.Cli.Hosting;

/// <summary>Spectre's console over our terminal: its width and its choice of colours, no guessing of its own.</summary>
internal static class SpectreConsole
{
    public static IAnsiConsole Create(Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = terminal.Colors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.Colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = terminal.OutIsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
