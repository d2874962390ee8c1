using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Manifests;

internal static class ManifestCommand
{
    public static Command Create(CliContext context) => new("manifest", "Publish an Aspire application to Kubernetes, or to one machine")
    {
        ManifestGenerateCommand.Create(context),
        ManifestListCommand.Create(context),
        ManifestShowCommand.Create(context),
        ManifestValidateCommand.Create(context),
        ManifestDiffCommand.Create(context),
        ManifestGraphCommand.Create(context),
        ManifestTemplateCommand.Create(context),
    };
}
