using Gaia.Cli.Hosting;

namespace Gaia.Cli.Processes;

/// <summary>Command lines and scripts, by bash where there is one: Atmos's own interpreter reads bash too.</summary>
internal static class Shell
{
    public static Task<int> RunAsync(CliContext context, string line, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var shell = Executable.TryFind("bash", directory, environment) ?? "/bin/sh";
        return ChildProcess.RunAsync(new ChildCommand(shell, ["-c", line], directory, environment), context);
    }

    /// <summary>A script goes through a file, so that its interpreter keeps stdin.</summary>
    public static async Task<int> RunAsync(
        CliContext context, string interpreter, string script, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var file = Path.Combine(Path.GetTempPath(), $"gaia-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(file, script, context.Token);
        try
        {
            var words = ShellWords.Split(interpreter);
            return await ChildProcess.RunAsync(new ChildCommand(words[0], [.. words.Skip(1), file], directory, environment), context);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
