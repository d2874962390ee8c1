using System.CommandLine;
using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Admin;

internal static class LoginCommand
{
    public static Command Create(CliContext context)
    {
        var url = new Argument<string?>("url") { Description = "Address of the API; without it that of the context, else the default", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("login", "Store a token in a context, after trying it. Reads it from standard input") { url };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(url)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? url)
    {
        var file = ContextFile.Of(context);
        var active = ActiveContext.Of(context);
        var address = Address(active, url);
        var token = await TokenInput.ReadAsync(context, address, "gaia login");
        await TryAsync(context, address, token);
        var contexts = await file.UpdateAsync(saved => Login.Into(saved, active, address, new(token)), context.Token);
        context.Error.WriteLine($"Logged in to {ApiAddress.Text(address)}; the token is that of context {Login.Target(contexts, active, address).Name}, in {file.Path}.");
        return ExitCodes.Ok;
    }

    private static Uri Address(ActiveContext active, string? url)
    {
        if (url is null) return active.Api;
        var given = ApiAddress.Parse(url);
        return active is { Source: ContextSource.Option, Saved: { } saved } && ApiAddress.Text(saved.Url) != ApiAddress.Text(given)
            ? throw new CliException($"--context {saved.Name} and {url} contradict each other: that context is {ApiAddress.Text(saved.Url)}.", ExitCodes.WrongUse,
                $"Give one of them, or change the context with `gaia context set {saved.Name} --url {ApiAddress.Text(given)}`.")
            : given;
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
