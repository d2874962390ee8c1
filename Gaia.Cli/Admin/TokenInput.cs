using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Admin;

/// <summary>A token from standard input: all of a pipe, or typed without showing it.</summary>
internal static class TokenInput
{
    /// <param name="example">A command that takes it from a pipe.</param>
    public static async Task<string> ReadAsync(CliContext context, Uri address, string example)
    {
        if (context.Terminal.InIsTerminal) context.Error.Write($"Token for {ApiAddress.Text(address)}: ");
        context.Terminal.Flush();
        var typed = context.Terminal.InIsTerminal ? await HiddenInput.ReadLineAsync(context) : await context.Terminal.In.ReadToEndAsync(context.Token);
        var token = typed?.Trim() is { Length: > 0 } given ? given
            : throw new CliException("No token was given.", ExitCodes.WrongUse, $"Type it, or pipe it in: `{example} < token.txt`.");
        return TokenText.Demand(token, "What was given");
    }
}
