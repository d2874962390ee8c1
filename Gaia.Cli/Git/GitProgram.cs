using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Git;

/// <summary>Asks the git of this machine.</summary>
internal static class GitProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<string> ReadAsync(CliContext context, string directory, params IReadOnlyList<string> arguments)
    {
        var (code, output, error) = await ProgramOutput.RunAsync(context, new ChildCommand("git", arguments, directory, context.Environment), Limit);
        return code == 0 ? output : throw new CliException($"git {string.Join(' ', arguments)} failed in {directory}: {error.Trim()}");
    }

    /// <summary>Absolute top of the checkout that holds the directory.</summary>
    public static async Task<string> RootAsync(CliContext context, string directory) =>
        (await ReadAsync(context, directory, "rev-parse", "--show-toplevel")).TrimEnd('\n');

    /// <summary>Paths relative to the root: tracked and new files, none that is ignored.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(CliContext context, string root) =>
        (await ReadAsync(context, root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
