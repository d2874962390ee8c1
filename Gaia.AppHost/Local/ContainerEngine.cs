using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Gaia.AppHost.Local;

/// <summary>Docker, or what ASPIRE_CONTAINER_RUNTIME names.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The engine that runs PostgreSQL and Redis; null for processes: `--containers`, `--processes`, else whether one answers.</summary>
    /// <exception cref="CannotStartException">An engine was asked for and is not there, or does not answer.</exception>
    public static string? Wanted(IConfiguration configuration)
    {
        var (containers, processes) = (configuration["containers"] is "true", configuration["processes"] is "true");
        if (containers && processes)
            throw new CannotStartException("--containers and --processes exclude each other.");
        if (processes)
            return null;
        var named = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        var engine = string.IsNullOrWhiteSpace(named) ? "docker" : named;
        if (engine is not ("docker" or "podman"))
            throw new CannotStartException($"'{engine}' is not a container engine that Aspire runs: ASPIRE_CONTAINER_RUNTIME takes docker or podman.");
        var answer = Ask(engine);
        if (answer is null)
            return engine;
        if (containers || !string.IsNullOrWhiteSpace(named) || answer.Hangs)
            throw new CannotStartException($"The container engine {engine} {answer.What}. Start it, name another one (ASPIRE_CONTAINER_RUNTIME=podman), "
                + "or run PostgreSQL and Redis as processes of this machine: --processes.");
        if (answer.IsBroken)
            Console.WriteLine($"The container engine {engine} {answer.What}: PostgreSQL and Redis run as processes of this machine.");
        return null;
    }

    /// <summary>Those that do not exist are none to complain about.</summary>
    /// <exception cref="CannotStartException">A container still uses one.</exception>
    public static async Task RemoveVolumesAsync(string engine, IReadOnlyList<string> volumes, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(engine, ["volume", "rm", "--force", .. volumes]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var said = await process.StandardError.ReadToEndAsync(limit.Token);
        await output;
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
            throw new CannotStartException($"--clean: {engine} could not remove the volumes {string.Join(" and ", volumes)}: {said.Trim()}");
    }

    private sealed record Failure(string What, bool Hangs = false, bool IsBroken = false);

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
            return process.ExitCode == 0 ? null : new Failure($"does not run ({said.Split('\n')[0]})", IsBroken: true);
        }
        catch (Win32Exception)
        {
            return new Failure("is not installed");
        }
    }
}
