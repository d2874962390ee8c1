using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Terraform.Generate;

internal static class GenerateCommand
{
    public static Command Create(CliContext context) => new("generate", "Write the files terraform needs, without running it")
    {
        GenerateVarfileCommand.Create(context),
        GenerateBackendCommand.Create(context),
        GenerateVarfilesCommand.Create(context),
        GenerateBackendsCommand.Create(context),
        GenerateFilesCommand.Create(context),
    };
}
