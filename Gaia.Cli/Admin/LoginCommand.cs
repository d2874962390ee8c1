using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Admin;

internal static class LoginCommand
{
    public static Command Create(CliContext context)
    {
        var url = new Argument<string?>("url") { Description = "Address of the API; without it GAIA_URL or the default", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("login", "Store a token for this user, after trying it. Reads it from standard input") { url };
        command.SetAction(async (parsed, _) =>
        {
            var address = parsed.GetValue(url) is { } given ? ApiAddress.Parse(given) : ApiAddress.Of(context).Url;
            var token = await ReadAsync(context, address);
            await TryAsync(context, address, token);
            var credentials = Credentials.Of(context);
            credentials.Store(address, token);
            context.Error.WriteLine($"Logged in to {Credentials.Key(address)}; the token is in {credentials.File}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<string> ReadAsync(CliContext context, Uri address)
    {
        var prompt = context.Terminal.InIsTerminal ? $"Token for {Credentials.Key(address)}: " : "";
        context.Error.Write(prompt);
        context.Terminal.Flush();
        var typed = context.Terminal.InIsTerminal ? await HiddenInput.ReadLineAsync(context) : await context.Terminal.In.ReadLineAsync(context.Token);
        return typed?.Trim() is { Length: > 0 } token ? token
            : throw new CliException("No token was given.", ExitCodes.WrongUse, "Type it, or pipe it in: `gaia login < token.txt`.");
    }

    private static async Task TryAsync(CliContext context, Uri address, string token)
    {
        using var client = new GaiaClient(new() { Url = address, Token = token, Retries = 1, UserAgent = $"gaia-cli/{VersionCommand.Number}" }, context.Time);
        try
        {
            await client.GetStatusAsync(context.Token);
        }
        catch (GaiaApiException refusal)
        {
            throw Online.Refused(refusal);
        }
        catch (GaiaUnreachableException nobody)
        {
            throw Online.Unreachable(nobody);
        }
    }
}
