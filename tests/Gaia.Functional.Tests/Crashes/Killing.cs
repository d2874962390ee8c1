namespace Gaia.Functional.Tests;

internal static class Killing
{
    /// <summary>SIGKILL to the process of a resource; the AppHost starts it again.</summary>
    public static void Kill(this GaiaApp gaia, string resource)
    {
        if (!gaia.App.ResourceNotifications.TryGetCurrentState(resource, out var now) || now?.Snapshot.Pid is not { } pid)
            throw new InvalidOperationException($"{resource} runs in no process now: {now?.Snapshot}");
        Signals.Send(pid, Signals.Kill);
    }
}
