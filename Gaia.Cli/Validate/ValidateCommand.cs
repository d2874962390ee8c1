using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Validate;

internal static class ValidateCommand
{
    public static Command Create(CliContext context) => new("validate", "Check manifests and components")
    {
        ValidateStacksCommand.Create(context),
        ValidateComponentCommand.Create(context),
    };
}
