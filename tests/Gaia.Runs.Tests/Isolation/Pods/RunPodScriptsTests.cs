using System.Diagnostics;
using System.Text.Json.Nodes;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Tests.Kit.Cluster;

namespace Gaia.Runs.Tests.Isolation.Pods;

/// <summary>The scripts, as a pod runs them.</summary>
public sealed class RunPodScriptsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-pod-scripts-").FullName;
    private TestPod pod = null!;

    private string Root => Path.Combine(folder, "root");

    private string Control => RunPod.Control(Root);

    public async ValueTask InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("A pod of the tests is made of namespaces by unshare, as root.");
        Directory.CreateDirectory(Root);
        var container = new JsonObject
        {
            ["command"] = new JsonArray([.. RunPodScripts.Main(Control).Select(word => (JsonNode)word)]),
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "work", ["mountPath"] = Root }),
        };
        var job = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) } } } };
        pod = await TestPod.StartAsync("gaia-test", job, Path.Combine(folder, "inside"), stuck: null);
    }

    public async ValueTask DisposeAsync()
    {
        if (pod is not null) await pod.TerminateAsync(grace: 5);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_program_left_is_killed_once_and_a_late_follower_kills_nothing_of_the_next()
    {
        var ended = Program("001-plan", "code", "0\n");
        using var left = await BegunAsync();
        Assert.Equal("x 0 \n", await RunAsync(RunPodScripts.Follow(ended, 0, 0)));
        await left.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        using var next = await BegunAsync();
        Assert.Equal("x 0 \n", await RunAsync(RunPodScripts.Follow(ended, 0, 0)));
        await RunAsync(RunPodScripts.Kill(ended));
        Assert.False(next.HasExited);
        next.Kill();
    }

    [Fact]
    public async Task A_kill_that_was_cut_short_is_finished_by_the_next()
    {
        var running = Program("001-apply", "pid", "");
        Directory.CreateDirectory(Path.Combine(Inside(running), "swept"));
        File.WriteAllText(Path.Combine(Inside(running), "swept", "done"), "");
        await RunAsync(RunPodScripts.Kill(running));
        Assert.Equal("x 137 \n", await RunAsync(RunPodScripts.Follow(running, 0, 0)));
    }

    [Fact]
    public async Task Running_programs_are_interrupted_by_one_script_and_folders_that_are_not_ours_are_passed_over()
    {
        using var next = await BegunAsync();
        Program("001-plan", "code", "0\n");
        Program("strange", "pid", "");
        var running = Program("002-apply", "pid", "");
        Assert.Equal("running\n", await RunAsync(RunPodScripts.InterruptAll(Control)));
        Assert.False(Directory.Exists(Path.Combine(Inside(running), "interrupted")));
        await RunAsync(RunPodScripts.Kill(running));
        Assert.Equal("", await RunAsync(RunPodScripts.InterruptAll(Control)));
    }

    private async Task<Process> BegunAsync()
    {
        var process = pod.Start(["sh", "-c", "echo begun; exec sleep 300"]);
        Assert.Equal("begun", await process.StandardOutput.ReadLineAsync());
        return process;
    }

    /// <returns>Its folder, as the pod sees it.</returns>
    private string Program(string name, string file, string text)
    {
        var program = Path.Combine(Control, name);
        Directory.CreateDirectory(Path.Combine(Inside(program), "started"));
        foreach (var (place, words) in new[] { ("out", ""), ("err", ""), (file, text) }) File.WriteAllText(Path.Combine(Inside(program), place), words);
        return program;
    }

    private string Inside(string path) => Path.Combine(pod.Folder, Path.GetRelativePath(Root, path));

    private async Task<string> RunAsync(string[] script)
    {
        using var process = pod.Start(script);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        return output;
    }
}
