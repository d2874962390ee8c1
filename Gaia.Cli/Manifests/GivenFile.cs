using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>A file that an option names.</summary>
internal static class GivenFile
{
    public static string Read(CliContext context, string option, string file)
    {
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        if (Directory.Exists(path)) throw new CliException($"{option}: {file} is a folder.", ExitCodes.WrongUse);
        if (!File.Exists(path)) throw new CliException($"{option}: file {file} does not exist.", ExitCodes.NotFound);
        RegularFile.DemandGiven(path);
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        return reader.ReadToEnd();
    }
}
