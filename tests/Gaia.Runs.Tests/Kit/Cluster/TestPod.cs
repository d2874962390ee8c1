using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Gaia.Runs.Tests.Kit.Cluster;

/// <summary>
/// A pod: its command is the first process of a namespace of processes, with a folder of the test's mounted where the pod's work folder is to be.
/// </summary>
internal sealed class TestPod
{
    private readonly JsonObject job;
    private readonly Process? process;
    private int first;
    private JsonObject status;
    private volatile bool isDeleted;

    private TestPod(string name, JsonObject job, string folder, JsonObject? stuck)
    {
        (Name, this.job) = (name, job);
        status = (stuck ?? Running()).DeepClone().AsObject();
        if (stuck is not null) return;
        var container = Spec["containers"]![0]!;
        Folder = Directory.CreateDirectory(folder).FullName;
        Root = (string)container["volumeMounts"]!.AsArray().Single(mount => (string)mount!["name"]! == "work")!["mountPath"]!;
        process = Begin("unshare", ["--fork", "--kill-child", "--pid", "--mount", "--mount-proc", "/bin/sh", "-c", "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"", "pod",
            Folder, Root, .. container["command"]!.AsArray().Select(word => (string)word!)], input: false);
    }

    public static async Task<TestPod> StartAsync(string name, JsonObject job, string folder, JsonObject? stuck)
    {
        var pod = new TestPod(name, job, folder, stuck);
        if (pod.process is { } process) await Until.TrueAsync(() => (pod.first = First(process.Id)) != 0, "the pod's first process begins");
        return pod;
    }

    public string Name { get; }

    public string Uid { get; } = $"{Guid.NewGuid()}";

    /// <summary>What lies at <see cref="Root"/> in it.</summary>
    public string Folder { get; } = "";

    public string Root { get; } = "";

    public bool IsRunning => process is { HasExited: false };

    public JsonObject Spec => job["spec"]!["template"]!["spec"]!.AsObject();

    public JsonObject Object()
    {
        var labels = job["spec"]!["template"]!["metadata"]!["labels"]!.DeepClone().AsObject();
        labels["job-name"] = (string)job["metadata"]!["name"]!;
        var metadata = new JsonObject
        {
            ["name"] = Name, ["uid"] = Uid, ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "batch/v1", ["kind"] = "Job", ["name"] = (string)job["metadata"]!["name"]!, ["uid"] = (string)job["metadata"]!["uid"]! }),
        };
        if (isDeleted) metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        var spec = Spec.DeepClone().AsObject();
        spec["nodeName"] = "node-1";
        return new() { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = spec, ["status"] = status.DeepClone() };
    }

    public Process Start(string[] command) => Begin("nsenter", ["--target", first.ToString(CultureInfo.InvariantCulture), "--mount", "--pid", "--", .. command], input: true);

    public void Fail(string reason, string message)
    {
        status = new() { ["phase"] = "Failed", ["reason"] = reason, ["message"] = message };
        Kill();
    }

    public void Kill()
    {
        if (process is { HasExited: false }) process.Kill();
    }

    /// <summary>TERM to the first process, and KILL when its time is over, as a kubelet does.</summary>
    public async Task TerminateAsync(long? grace)
    {
        isDeleted = true;
        if (process is not { HasExited: false }) return;
        using var signal = Process.Start("kill", ["-TERM", $"{first}"]);
        var seconds = grace ?? (long)Spec["terminationGracePeriodSeconds"]!;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Kill();
        await process.WaitForExitAsync();
    }

    private static JsonObject Running() => new()
    {
        ["phase"] = "Running", ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "run", ["state"] = new JsonObject { ["running"] = new JsonObject() } }),
    };

    private static int First(int unshare)
    {
        var children = File.ReadAllText($"/proc/{unshare}/task/{unshare}/children");
        return children.Split(' ') is [{ Length: > 0 } child, ..] && Begun(child) ? int.Parse(child, CultureInfo.InvariantCulture) : 0;
    }

    private static bool Begun(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0') is ["/bin/sh", "-c", _, "gaia-run-pod", ..];
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Nothing of the test's own environment is in a pod.
    private static Process Begin(string program, string[] arguments, bool input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = input, RedirectStandardOutput = input, RedirectStandardError = input, WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        return Process.Start(start)!;
    }
}
