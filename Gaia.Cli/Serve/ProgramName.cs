using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Serve;

/// <summary>How this program is called where we are: a name on the PATH, a path below the current folder, else the whole path.</summary>
internal static class ProgramName
{
    public static string Of(CliContext context)
    {
        var program = Environment.ProcessPath ?? "gaia";
        var onPath = Executable.TryFind("gaia", "/", context.Environment);
        if (onPath is not null && (File.ResolveLinkTarget(onPath, returnFinalTarget: true)?.FullName ?? onPath) == program) return "gaia";
        return ShellWords.Quote(program.StartsWith($"{context.WorkingDirectory}/", StringComparison.Ordinal) ? $".{program[context.WorkingDirectory.Length..]}" : program);
    }

    /// <summary>With what makes a command reach that API from here, and find the checkout's stacks.</summary>
    public static string ForCommands(CliContext context, Uri api, Installation installation)
    {
        var url = SameAddress(ApiAddress.Of(context).Url, api) ? "" : $"GAIA_URL={api.AbsoluteUri.TrimEnd('/')} ";
        var inside = installation.Checkout is not { } checkout || $"{context.WorkingDirectory}/".StartsWith($"{checkout}/", StringComparison.Ordinal);
        return $"{url}{Of(context)}{(inside ? "" : $" -C {ShellWords.Quote(installation.Checkout!)}")}";
    }

    private static bool SameAddress(Uri one, Uri other) =>
        one.Port == other.Port && one.Scheme == other.Scheme && (one.Host == other.Host || (one.IsLoopback && other.IsLoopback));
}
