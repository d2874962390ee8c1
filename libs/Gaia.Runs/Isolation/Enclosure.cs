using System.Globalization;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>How a process is enclosed, for whoever signals it: the worker that started it, or the one that comes after its death.</summary>
/// <param name="Account">That it runs as, where that is one of the run's own.</param>
internal readonly record struct Enclosure(RunIsolationKind Kind, int? Account = null)
{
    /// <summary><c>none</c>, <c>bubblewrap</c>, <c>account:1879050000</c>.</summary>
    public override string ToString() => Kind switch
    {
        RunIsolationKind.Bubblewrap => "bubblewrap",
        RunIsolationKind.Account => string.Create(CultureInfo.InvariantCulture, $"account:{Account}"),
        RunIsolationKind.None => "none",
        RunIsolationKind.Auto or RunIsolationKind.Kubernetes or _ => throw new InvalidOperationException($"{Kind} is not an isolation."),
    };

    /// <param name="text">Of <see cref="ToString"/>; null where a worker wrote none.</param>
    public static Enclosure Parse(string? text) => text?.Split(':') switch
    {
        ["bubblewrap"] => new(RunIsolationKind.Bubblewrap),
        ["account", var account] => new(RunIsolationKind.Account, int.Parse(account, CultureInfo.InvariantCulture)),
        _ => new(RunIsolationKind.None),
    };

    /// <summary>One SIGINT, to terraform itself.</summary>
    /// <param name="pid">Of the process that was started.</param>
    /// <returns>False where terraform has not begun yet: ask again.</returns>
    public bool TryInterrupt(int pid)
    {
        var terraform = Kind is RunIsolationKind.Bubblewrap ? NamespacedProcess.Find(pid) : pid;
        if (terraform is not { } found) return false;
        UnixProcess.SendInterrupt(found);
        UnixProcess.ContinueGroup(pid);
        return true;
    }

    /// <summary>Kills it with all that it started. The namespace of a sandbox takes with it what left the group.</summary>
    public void Kill(int pid)
    {
        UnixProcess.KillGroup(pid);
        if (Account is { } account) AccountProcesses.Kill(account);
    }
}
