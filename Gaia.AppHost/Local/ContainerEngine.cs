using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Gaia.AppHost.Local;

/// <summary>Docker, or what ASPIRE_CONTAINER_RUNTIME names.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Whether PostgreSQL and Redis run as containers: `--containers`, `--processes`, else where an engine answers.</summary>
    /// <exception cref="CannotStartException">An engine was asked for and is not there, or does not answer.</exception>
    public static bool IsWanted(IConfiguration configuration)
    {
        var (containers, processes) = (configuration["containers"] is "true", configuration["processes"] is "true");
        if (containers && processes)
            throw new CannotStartException("--containers and --processes exclude each other.");
        if (processes)
            return false;
        var named = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        var engine = string.IsNullOrWhiteSpace(named) ? "docker" : named;
        var answer = Ask(engine);
        if (answer is null)
            return true;
        return containers || !string.IsNullOrWhiteSpace(named) || answer.Hangs
            ? throw new CannotStartException($"The container engine {engine} {answer.What}. Start it, name another one (ASPIRE_CONTAINER_RUNTIME=podman), "
                + "or run PostgreSQL and Redis as processes of this machine: --processes.")
            : false;
    }

    private sealed record Failure(string What, bool Hangs);

    private static Failure? Ask(string engine)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(engine, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                return new Failure($"does not answer within {Limit.TotalSeconds:0} s", Hangs: true);
            }
            var said = output.Result[1].Trim();
            return process.ExitCode == 0 ? null : new Failure($"does not run ({said.Split('\n')[0]})", Hangs: false);
        }
        catch (Win32Exception)
        {
            return new Failure("is not installed", Hangs: false);
        }
    }
}
