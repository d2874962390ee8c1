using System.ComponentModel;
using Gaia.Configurations.Blobs;
using Gaia.Documents.Nodes;
using Gaia.Runs.Isolation.Filter;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Components;
using Gaia.Stacks.Processes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Which isolation the runs of this worker have: what is wanted, as far as a real attempt shows that the machine allows it. Outside of Development
/// only who says so gets none.
/// </summary>
public sealed class RunIsolation(IOptions<RunsOptions> options, RunPods pods, IHostEnvironment environment)
{
    internal const string ProbePrefix = "probe-";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Lock finding = new();
    private Found? found;

    /// <summary>Null where none of what may be had is possible: this worker takes no runs.</summary>
    public RunIsolationKind? Kind => Known.Executor?.Kind;

    public bool IsMissing => Known.Executor is null;

    /// <summary>Why it is not a stronger one, or missing, and how to get that; null where it is the strongest.</summary>
    public string? Weakness
    {
        get
        {
            // What a cluster lacks may be there in a moment.
            var (here, ofPods) = (Known.Weakness, !pods.IsWanted ? null : pods.Missing is { } missing ? $"Runs that ask for Kubernetes are refused. {missing}" : pods.Weakness);
            return here is null || ofPods is null ? here ?? ofPods : $"{here} {ofPods}";
        }
    }

    /// <exception cref="IsolationUnavailableException">This machine offers neither a sandbox nor an account.</exception>
    internal IRunExecutor Executor => Known.Executor ?? throw new IsolationUnavailableException(Known.Weakness!);

    /// <summary>The one of this attempt.</summary>
    internal IRunExecutor Of(WorkDirectory work) => work.InPod ? InPod : Executor;

    /// <summary>What a stack asks for, <c>settings.gaia.execution: kubernetes</c>; else what this worker does.</summary>
    /// <exception cref="RunFailure">This worker cannot have it.</exception>
    internal bool GoesToPod(ComponentInstance instance)
    {
        switch (instance.Merged.At("settings", "gaia", "execution"))
        {
            case null or NullNode:
                return Kind is RunIsolationKind.Kubernetes;
            case StringNode { Value: "kubernetes" }:
                return InPod.Kind is RunIsolationKind.Kubernetes;
            case StringNode { Value: "worker" } when Kind is not RunIsolationKind.Kubernetes:
                return false;
            case StringNode { Value: "worker" }:
                throw new RunFailure($"{instance.Name} in {instance.StackName} asks for `settings.gaia.execution: worker`, but the worker {Environment.MachineName} runs everything in Kubernetes (Gaia__Isolation).",
                    "Nothing was changed. Remove the setting, or have a worker with another isolation.");
            default:
                throw new RunFailure($"`settings.gaia.execution` of {instance.Name} in {instance.StackName} is neither kubernetes nor worker.", "Nothing was changed. Correct the stack and queue a new run.");
        }
    }

    private IRunExecutor InPod => pods.Executor ?? throw new RunFailure($"The run asks for Kubernetes, which it cannot have. {pods.Missing}", "Nothing was changed. Have a worker that can, then queue a new run.");

    /// <exception cref="IsolationUnavailableException">The one that is demanded is not possible here.</exception>
    private Found Known
    {
        get
        {
            lock (finding) return found ??= Find(options.Value.Isolation);
        }
    }

    private Found Find(RunIsolationKind wanted)
    {
        if (wanted is RunIsolationKind.Kubernetes)
            return new(pods.Executor ?? throw new IsolationUnavailableException($"Gaia__Isolation=kubernetes is not possible on {Environment.MachineName}. {pods.Missing}"), null);
        return FindHere(wanted);
    }

    private Found FindHere(RunIsolationKind wanted)
    {
        if (wanted is RunIsolationKind.None) return new(new PlainExecutor(), "Gaia__Isolation=none: a run can read what the worker can, its database password too.");
        List<string> missing = [];
        if (wanted is RunIsolationKind.Auto or RunIsolationKind.Bubblewrap)
        {
            if (Possible(Bubblewrap, out var why) is { } sandbox) return new(sandbox, FilterMachine.Here is null ? "Sandboxes filter no system calls on this kind of machine: a run can trace its own terraform." : null);
            missing.Add($"bubblewrap: {why}");
        }
        if (wanted is RunIsolationKind.Auto or RunIsolationKind.Account)
        {
            if (Possible(Accounts, out var why) is { } account)
                return new(account, wanted is RunIsolationKind.Account ? null : $"Runs have accounts of their own, but see the machine's files and processes. {missing[0]}");
            missing.Add($"account: {why}");
        }
        var reasons = string.Join("; ", missing);
        if (wanted is not RunIsolationKind.Auto)
            throw new IsolationUnavailableException($"Gaia__Isolation={wanted} is not possible on {Environment.MachineName}. {reasons}");
        return environment.IsDevelopment()
            ? new(new PlainExecutor(), $"A run can read what the worker can, its database password too. {reasons}")
            : new(null, $"Nothing would keep a run from what the worker can read, its database password too. {reasons} {Ways}");
    }

    private const string Ways = "Allow one of them and restart the worker; in a container docs/images.md says how (--security-opt). "
        + "Or let runs be Kubernetes Jobs (Gaia__Isolation=kubernetes), or say Gaia__Isolation=none where all that may queue runs are trusted with the worker.";

    private BubblewrapExecutor Bubblewrap()
    {
        var environment = ChildEnvironment.OfThisProcess();
        return new(Program("unshare", "util-linux"), Program("bwrap", "bubblewrap"),
            new SandboxView([.. OperatorFiles.Of(options.Value.RunFiles, environment), ProviderCache.Shared(options.Value, environment)], options.Value.DataPath()), FilterFile.Write(options.Value));
    }

    private AccountExecutor Accounts()
    {
        if (!Environment.IsPrivilegedProcess) throw new IsolationUnavailableException("only root can run something as another account.");
        if (RunAccounts.Parse(options.Value.RunAccounts) is not { } pool)
            throw new IsolationUnavailableException($"Gaia__RunAccounts={options.Value.RunAccounts} is not a range of ids such as {RunsOptions.DefaultRunAccounts}.");
        var files = new OwnedFiles(options.Value.DataPath(), Program("chown", "coreutils"));
        return new(Program("setpriv", "util-linux"), Program("env", "coreutils"), new RunAccounts(options.Value.DataPath("accounts"), pool, files), files);
    }

    private static string Program(string name, string package) => ProgramPath.Find(name)
        ?? throw new IsolationUnavailableException($"{name} was not found on PATH. Install {package} (./scripts/dev-setup.sh does; apt-get install {package}).");

    /// <summary>Only what has run shows that it can: kernels, containers and profiles refuse each in their own way.</summary>
    private IRunExecutor? Possible(Func<IRunExecutor> make, out string why)
    {
        var folder = options.Value.DataPath("work", $"{ProbePrefix}{Guid.NewGuid():N}");
        WorkDirectory? work = null;
        try
        {
            PrivateFolder.Create(options.Value.DataPath());
            var executor = make();
            work = WorkDirectory.At(folder);
            var command = new ShortCommand(Program("touch", "coreutils"), [Path.Combine(work.Tree, "written")])
            {
                Environment = RunEnvironment.OfWorker([]), Folder = work.Tree, Limit = Limit,
            };
            var (code, _, errors) = executor.RunAsync(command, work, CancellationToken.None).GetAwaiter().GetResult();
            why = code == 0 ? "" : $"{errors.Trim()}. {Advice(executor.Kind)}";
            return code == 0 ? executor : null;
        }
        catch (Exception refused) when (refused is IsolationUnavailableException or Win32Exception or TimeoutException or IOException or RunFailure)
        {
            why = refused.Message;
            return null;
        }
        finally
        {
            work?.Lease?.Dispose();
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static string Advice(RunIsolationKind kind) => kind is RunIsolationKind.Bubblewrap
        ? "It needs bubblewrap 0.8 or later and namespaces of users: on Ubuntu 24.04 an AppArmor profile for bwrap, in a container what docs/images.md says."
        : "Root needs the capabilities SETUID, SETGID, CHOWN and KILL, and every folder above Gaia__DataDirectory must be passable for others (chmod o+x).";

    private sealed record Found(IRunExecutor? Executor, string? Weakness);
}
