using Microsoft.Extensions.Configuration;

namespace Gaia.ProcessHost.Running;

/// <summary>How this host runs the model: where data lives, on which ports, and how much it says.</summary>
internal sealed record HostSettings(DataFolder Data)
{
    public bool Clean { get; init; }
    public bool Watch { get; init; }

    /// <summary>Tests: no fixed port, so that any number of applications may run at once.</summary>
    public bool RandomPorts { get; init; }

    /// <summary>Created once everything is healthy, for scripts that wait for it.</summary>
    public string? ReadyFile { get; init; }
    public TextWriter Output { get; init; } = Console.Out;
    public bool Colour { get; init; }

    public static HostSettings ForTests() => new(DataFolder.Throwaway()) { RandomPorts = true, Output = TextWriter.Null };

    public static HostSettings From(IConfiguration configuration, string appHostDirectory) =>
        new(DataFolder.Of(configuration["data-folder"] ?? configuration["GAIA_APPHOST_DATA"], appHostDirectory))
        {
            Clean = configuration["clean"] is "true",
            ReadyFile = configuration["ready-file"],
            Watch = configuration["watch"] is "true",
            Colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(configuration["NO_COLOR"]),
        };
}
