using System.Collections.Concurrent;
using Gaia.Cli.Configuration;
using Gaia.Cli.Remote;
using Gaia.Cli.Telemetry;

namespace Gaia.Cli.Hosting;

/// <summary>What every command is given: the terminal, the environment, and the options that precede all commands.</summary>
internal sealed record CliContext(
    Terminal Terminal, Interrupts Interrupts, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory, TimeProvider Time)
{
    private readonly ConcurrentDictionary<string, bool> said = new(StringComparer.Ordinal);

    private AskedVariables? variables;

    /// <summary>Read from the arguments before the commands are made, because atmos.yaml may add commands of its own.</summary>
    public GlobalSettings Settings { get; init; } = GlobalSettings.None;

    /// <summary>Arguments after <c>--</c>, for terraform or a custom command; never parsed by Gaia.</summary>
    public IReadOnlyList<string> Trailing { get; init; } = [];

    /// <summary>Terraform's own single-dash options, wherever they stood.</summary>
    public IReadOnlyList<string> TerraformArguments { get; init; } = [];

    /// <summary>The words that name the command; what they rule out need not be made.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What was typed, for traces.</summary>
    public CommandTitle Title { get; } = new();

    /// <summary>Errors come with what to do. Not for a command that runs within another, whose options are not those that were typed.</summary>
    public bool GivesAdvice { get; init; } = true;

    /// <summary>The environment as configurations read it.</summary>
    public AskedVariables Variables => variables is { } known && known.IsOf(Environment) ? known : variables = new(Environment);

    public CancellationToken Token => Interrupts.Token;

    public TextWriter Out => Terminal.Out;

    public TextWriter Error => Terminal.Error;

    /// <summary>What is done where and why, for people; not with --logs-level Off.</summary>
    public void Say(string message)
    {
        if (Settings.LogsLevel?.ToLowerInvariant() is not "off") Error.WriteLine($"gaia: {message}");
    }

    /// <summary>However often one command line comes by, its steps included.</summary>
    public void SayOnce(string message)
    {
        if (said.TryAdd(message, true)) Say(message);
    }

    /// <summary>With --logs-level Debug or Trace: what is done, as it is done.</summary>
    public void Debug(string message)
    {
        if (Settings.LogsLevel?.ToLowerInvariant() is "debug" or "trace") Error.WriteLine($"debug: {message}");
    }
}
