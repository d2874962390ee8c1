namespace Gaia.Cli.Hosting;

/// <summary>A refusal that the command prints and exits with: what happened, to what, and in the hints what to do.</summary>
internal class CliException(string message, int exitCode = ExitCodes.Failed, params IReadOnlyList<string> hints) : Exception(message)
{
    public int ExitCode => exitCode;

    public IReadOnlyList<string> Hints => hints;
}

/// <summary>Nothing to say beyond the exit status: the child process or the command has already spoken.</summary>
internal sealed class SilentExitException(int exitCode) : Exception($"exit {exitCode}")
{
    public int ExitCode => exitCode;
}
