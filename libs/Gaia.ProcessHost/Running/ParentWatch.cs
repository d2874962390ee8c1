namespace Gaia.ProcessHost.Running;

/// <summary>Under `dotnet run` we end with it, even when it is killed. Started by anything else, we stay.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task UntilGoneAsync(CancellationToken ct)
    {
        var parent = Unix.ParentPid();
        var follows = IsDotnetRun(parent);
        while (!follows || Unix.ParentPid() == parent)
            await Task.Delay(follows ? Pause : Timeout.InfiniteTimeSpan, ct);
    }

    // "dotnet\0run\0--project\0Gaia.AppHost\0"
    private static bool IsDotnetRun(int pid)
    {
        var file = $"/proc/{pid}/cmdline";
        return File.Exists(file) && File.ReadAllText(file).Split('\0') is [var program, "run", ..]
            && Path.GetFileNameWithoutExtension(program) == "dotnet";
    }
}
