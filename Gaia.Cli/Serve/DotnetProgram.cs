using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Serve;

/// <summary>The `dotnet` that runs the AppHost and its services.</summary>
internal static class DotnetProgram
{
    private const string Framework = "Microsoft.AspNetCore.App";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <exception cref="CliException">It is missing, or lacks the runtime.</exception>
    public static async Task<string> FindAsync(CliContext context)
    {
        var wanted = Environment.Version.Major;
        var dotnet = Executable.TryFind("dotnet", context.WorkingDirectory, context.Environment) ?? Beside(context, "DOTNET_ROOT", "") ?? Beside(context, "HOME", ".dotnet")
            ?? throw new CliException($"The .NET {wanted} runtime is missing: dotnet is not on the PATH.", ExitCodes.Failed, Advice(wanted));
        var (code, output, error) = await ProgramOutput.RunAsync(context, new ChildCommand(dotnet, ["--list-runtimes"], "/", context.Environment), Limit);
        if (code != 0) throw new CliException($"`{dotnet} --list-runtimes` exited {code}: {error.Trim()}", ExitCodes.Failed, Advice(wanted));
        var installed = Versions(output);
        if (installed.Any(version => version.StartsWith($"{wanted}.", StringComparison.Ordinal))) return dotnet;
        throw new CliException(
            $"Gaia needs the ASP.NET Core {wanted} runtime; {dotnet} has {(installed.Count > 0 ? string.Join(", ", installed) : "none")}.", ExitCodes.Failed, Advice(wanted));
    }

    // "Microsoft.AspNetCore.App 10.0.1 [/usr/share/dotnet/shared/Microsoft.AspNetCore.App]"
    internal static IReadOnlyList<string> Versions(string runtimes) =>
        [.. runtimes.Split('\n').Select(line => line.Split(' ')).Where(words => words.Length > 1 && words[0] == Framework).Select(words => words[1])];

    private static string? Beside(CliContext context, string variable, string folder) =>
        context.Environment.GetValueOrDefault(variable) is { Length: > 0 } root ? Executable.TryFind(Path.Combine(root, folder, "dotnet"), "/", context.Environment) : null;

    private static string Advice(int wanted) => $"Install it from https://dot.net, on Ubuntu with: sudo apt-get install -y aspnetcore-runtime-{wanted}.0";
}
