using Gaia.Cli.Hosting;

namespace Gaia.Cli.Processes;

/// <summary>What a short shell line prints, without the line end. It has a minute.</summary>
internal static class ShellOutput
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task<string> ReadAsync(CliContext context, string line, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var (code, output, error) = await ProgramOutput.RunAsync(context, new ChildCommand("/bin/sh", ["-c", line], directory, environment), Limit);
        context.Error.Write(error);
        return code == 0 ? output.TrimEnd('\r', '\n') : throw new CliException($"`{line}` exited {code}.");
    }
}
