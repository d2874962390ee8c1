using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Admin;

internal static class LogoutCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("logout", "Forget the stored token; it stays valid until it is revoked");
        command.SetAction(_ =>
        {
            var url = ApiAddress.Of(context).Url;
            context.Error.WriteLine(Credentials.Of(context).Forget(url)
                ? $"The token for {Credentials.Key(url)} is forgotten. `gaia tokens revoke` would end it."
                : $"There was no token for {Credentials.Key(url)}.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
