using System.Globalization;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;

namespace Gaia.Runs.Terraform;

/// <summary>
/// The private folder of one attempt at a run, <c>RUN/ATTEMPT</c> in the data directory's <c>work</c>: <c>tree</c> (the
/// configuration, terraform runs in it), its <c>home</c>, <c>tmp</c> and <c>plugins</c>, <c>logs</c>, and <c>process</c> (pid, start time and
/// enclosure of a terraform that runs now, for who comes after a crash). A run sees the first four and nothing of the rest.
/// </summary>
internal sealed class WorkDirectory
{
    private const string PlannedMark = "planned";
    private readonly string root;

    private WorkDirectory(string root) => this.root = root;

    public string Tree => Path.Combine(root, "tree");

    public string Root => root;

    /// <summary>Words with paths as they are in the repository.</summary>
    public string Shown(string words) => words.Replace(Path.GetFullPath(Tree) + "/", "", StringComparison.Ordinal);

    public string Home => Path.Combine(root, "home");

    public string Temporary => Path.Combine(root, "tmp");

    /// <summary>A folder that is not there yet.</summary>
    public string Fresh() => Path.Combine(root, $"fresh-{Guid.NewGuid():N}");

    /// <summary>The run's own view of the cache of providers.</summary>
    public string Plugins => Path.Combine(root, "plugins");

    /// <summary>What a run may write.</summary>
    public IReadOnlyList<string> Folders => [Tree, Home, Temporary, Plugins];

    /// <summary>Given back when the attempt is over.</summary>
    public IDisposable? Lease { get; set; }

    /// <summary>That has it now; null where none does.</summary>
    public RunAttempt? Attempt { get; set; }

    /// <summary>Its programs run in a pod, whatever others of this worker do.</summary>
    public bool InPod { get; set; }

    /// <summary>Made where a program is first asked for.</summary>
    public RunPod? Pod { get; set; }

    public static WorkDirectory Create(RunsOptions options, RunId run, string attempt)
    {
        var root = options.DataPath("work", $"{run}", attempt);
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        return At(root);
    }

    /// <summary>With all its folders.</summary>
    public static WorkDirectory At(string root)
    {
        var work = new WorkDirectory(root);
        foreach (var folder in work.Folders.Append(Path.Combine(root, "logs"))) PrivateFolder.Create(folder);
        return work;
    }

    /// <summary>What earlier attempts left on this machine.</summary>
    public static IReadOnlyList<WorkDirectory> Earlier(RunsOptions options, RunId run)
    {
        var folder = options.DataPath("work", $"{run}");
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Select(path => new WorkDirectory(path))] : [];
    }

    public static void RemoveAll(RunsOptions options, RunId run)
    {
        var folder = options.DataPath("work", $"{run}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    public string Log(string name) => Path.Combine(root, "logs", name);

    public void CopyTree(string from) => Copy(from, Tree);

    /// <summary>With what is not there yet.</summary>
    public void FillTree(string from) => Copy(from, Tree, also: file => !File.Exists(file));

    /// <summary>The plan was made here, and its apply may go on here.</summary>
    public void MarkPlanned(PlanDigest plan, string componentFolder) =>
        File.WriteAllLines(Path.Combine(root, PlannedMark), [plan.Value, Path.GetRelativePath(root, componentFolder)]);

    /// <returns>The component's folder, or null where this is not where the plan was made.</returns>
    public string? PlannedFolder(PlanDigest plan)
    {
        var mark = Path.Combine(root, PlannedMark);
        return File.Exists(mark) && File.ReadAllLines(mark) is [var digest, var folder, ..] && digest == plan.Value
            ? Path.Combine(root, folder) : null;
    }

    public void RememberProcess(IRunningProgram process)
    {
        if (process.Trace is { } trace) File.WriteAllText(Path.Combine(root, "process"), trace);
    }

    /// <summary>Nothing where the folder is gone: another worker has ended the run of one that stood still.</summary>
    public void ForgetProcess()
    {
        if (Directory.Exists(root)) File.Delete(Path.Combine(root, "process"));
    }

    /// <summary>Names files that hold values of a person, before they are written: whoever comes after a crash removes them.</summary>
    public void RememberSecrets(IEnumerable<string> files) => File.AppendAllLines(Path.Combine(root, "secrets"), files.Select(file => Path.GetRelativePath(root, file)));

    public void RemoveSecrets()
    {
        var list = Path.Combine(root, "secrets");
        if (!File.Exists(list)) return;
        foreach (var file in File.ReadAllLines(list).Select(name => Path.Combine(root, name)).Where(File.Exists)) File.Delete(file);
        // What terraform says of a wrong value quotes it. Events have it without that.
        foreach (var log in Directory.EnumerateFiles(Path.Combine(root, "logs"))) File.Delete(log);
        File.Delete(list);
    }

    /// <summary>Plan files hold what terraform was given in plain text.</summary>
    public void RemovePlans()
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var plan in Directory.EnumerateFiles(Tree, "*.planfile", all)) File.Delete(plan);
    }

    /// <summary>The terraform of a worker that died, where it still runs.</summary>
    public (int Pid, Enclosure Enclosure)? RunningProcess()
    {
        var path = Path.Combine(root, "process");
        if (!File.Exists(path) || File.ReadAllText(path).Split(' ') is not [var pidText, var startText, .. var enclosure]) return null;
        // Half of it, as a full disk or a power cut leaves it, names nobody.
        return int.TryParse(pidText, CultureInfo.InvariantCulture, out var pid) && long.TryParse(startText, CultureInfo.InvariantCulture, out var start) && UnixProcess.StartTime(pid) == start
            ? (pid, Enclosure.Parse(enclosure.FirstOrDefault())) : null;
    }

    /// <summary>True for the one caller, of all workers there will be, that may send the leftover terraform its SIGINT.</summary>
    public bool ClaimInterrupt()
    {
        try
        {
            using var claim = new FileStream(Path.Combine(root, "interrupted"), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(Path.Combine(root, "interrupted")))
        {
            return false;
        }
    }

    private static void Copy(string from, string to, Func<string, bool>? also = null)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            if (Path.Combine(to, Path.GetRelativePath(from, file)) is var copy && also?.Invoke(copy) != false) File.Copy(file, copy);
    }
}
