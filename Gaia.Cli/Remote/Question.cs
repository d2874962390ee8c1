using Gaia.Cli.Hosting;

namespace Gaia.Cli.Remote;

/// <summary>Asks the person at the terminal.</summary>
internal static class Question
{
    public static bool CanAsk(CliContext context) => context.Terminal.InIsTerminal && context.Terminal.OutIsTerminal;

    /// <summary>What was typed, trimmed; empty at the end of input. Ctrl+C ends the waiting, not only the reading.</summary>
    public static async Task<string> AskAsync(CliContext context, string question)
    {
        context.Out.Write(question);
        context.Terminal.Flush();
        var typed = await Task.Run(context.Terminal.In.ReadLine).WaitAsync(context.Token);
        return typed?.Trim() ?? "";
    }
}
