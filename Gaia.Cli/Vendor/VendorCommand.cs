using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Vendor;

internal static class VendorCommand
{
    public static Command Create(CliContext context) => new("vendor", "Copy components and stacks from where others keep them")
    {
        VendorPullCommand.Create(context),
        VendorDiffCommand.Create(context),
    };
}
