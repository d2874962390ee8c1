using System.CommandLine;
using System.Reflection;
using Gaia.Cli.Hosting;

namespace Gaia.Cli;

internal static class VersionCommand
{
    public static string Number { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Command Create(CliContext context)
    {
        var command = new Command("version", "Print the version");
        command.SetAction(_ => Print(context));
        return command;
    }

    public static int Print(CliContext context)
    {
        context.Out.WriteLine($"gaia {Number}");
        context.Terminal.Flush();
        return ExitCodes.Ok;
    }
}
