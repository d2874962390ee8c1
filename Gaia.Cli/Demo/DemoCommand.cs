using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Demo;

internal static class DemoCommand
{
    public static Command Create(CliContext context) => new("demo", "A sample history to look at, made by real runs; in Development only")
    {
        DemoSeedCommand.Create(context),
        DemoResetCommand.Create(context),
        DemoRemoveCommand.Create(context),
    };
}
