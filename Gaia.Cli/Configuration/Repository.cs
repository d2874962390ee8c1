using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Stacks;
using Gaia.Stacks.Files;
using Gaia.Vendoring;

namespace Gaia.Cli.Configuration;

/// <summary>Opens the Atmos repository that the global options and the environment point at.</summary>
internal static class Repository
{
    public static AtmosRepository Open(CliContext context) => AtmosRepository.Open(Options(context, context.WorkingDirectory));

    public static RepositoryOptions Options(CliContext context, string directory) => new()
    {
        Root = RepositoryRoot.Anywhere,
        WorkingDirectory = directory,
        ConfigPaths = context.Settings.ConfigPaths,
        BasePath = context.Settings.BasePath,
        Profiles = context.Settings.Profiles,
        Environment = context.Environment,
        Variables = context.Variables,
        Outside = OutsideAccess.All,
        GitAsked = context.Variables.FoundInGit,
        Fetch = RemoteFile.Fetch,
        KeptOutputs = new KeptOutputs(context).Of,
    };
}
