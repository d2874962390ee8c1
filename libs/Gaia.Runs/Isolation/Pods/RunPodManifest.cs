using System.Globalization;
using System.Reflection;
using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// The Job of one attempt: one pod, restricted, that waits for programs. Whoever may read pods reads this, so that nothing of the run's
/// environment is in it.
/// </summary>
internal static class RunPodManifest
{
    public const string Container = "run";
    public const string RunLabel = "gaia.dev/run", JobLabel = "gaia.dev/job", EpochLabel = "gaia.dev/epoch", AppliesLabel = "gaia.dev/applies";
    public const string Selector = "app.kubernetes.io/managed-by=gaia,app.kubernetes.io/name=gaia-run";

    // What a pod may live beyond what its programs may take: init, the pod's own start, an interrupt.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    public static string Name(RunAttempt attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"gaia-{attempt.Run.Value:N}-{attempt.Job.Value}-{attempt.Epoch}");

    public static V1Job Of(RunAttempt attempt, string root, RunsOptions options)
    {
        var pods = options.RunPods;
        var labels = new Dictionary<string, string>(pods.Labels)
        {
            ["app.kubernetes.io/name"] = "gaia-run",
            ["app.kubernetes.io/managed-by"] = "gaia",
            [RunLabel] = $"{attempt.Run}",
            [JobLabel] = attempt.Job.Value.ToString(CultureInfo.InvariantCulture),
            [EpochLabel] = attempt.Epoch.ToString(CultureInfo.InvariantCulture),
            [AppliesLabel] = attempt.Applies ? "true" : "false",
        };
        return new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = new() { Name = Name(attempt), NamespaceProperty = Namespace(pods), Labels = labels },
            Spec = new()
            {
                BackoffLimit = 0,
                Completions = 1,
                Parallelism = 1,
                ActiveDeadlineSeconds = (long)((attempt.Applies ? options.ApplyTimeout : options.PlanTimeout) + options.InterruptGrace + Slack).TotalSeconds,
                TtlSecondsAfterFinished = (int)pods.KeepFinished.TotalSeconds,
                Template = new() { Metadata = new() { Labels = labels, Annotations = new Dictionary<string, string>(pods.Annotations) }, Spec = Pod(attempt, root, options) },
            },
        };
    }

    /// <summary>The attempt that a Job was made for, and where its pod's work folder lies.</summary>
    /// <returns>Null if Gaia did not make it so: others may make Jobs in that namespace.</returns>
    public static (RunAttempt Attempt, string Root)? Read(V1Job job)
    {
        if (!Guid.TryParse(Label(job, RunLabel), out var run) || !long.TryParse(Label(job, JobLabel), CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(Label(job, EpochLabel), CultureInfo.InvariantCulture, out var epoch)) return null;
        var attempt = new RunAttempt(new(run), new(id), epoch, Label(job, AppliesLabel) == "true", static _ => { });
        var root = job.Spec?.Template?.Spec?.Containers?.FirstOrDefault()?.VolumeMounts?.FirstOrDefault(mount => mount.Name == "work")?.MountPath;
        return job.Metadata.Name == Name(attempt) && root is not null && IsName(Path.GetFileName(root)) ? (attempt, root) : null;
    }

    // Of a folder of ours: no dots, no slash.
    private static bool IsName(string text) => text.Length > 0 && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_');

    private static string? Label(V1Job job, string name) => job.Metadata.Labels is { } labels && labels.TryGetValue(name, out var value) ? value : null;

    private static V1PodSpec Pod(RunAttempt attempt, string root, RunsOptions options)
    {
        var pods = options.RunPods;
        return new()
        {
            RestartPolicy = "Never",
            ServiceAccountName = pods.ServiceAccount,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            // Terraform saves its state meanwhile; a plan has nothing to save.
            TerminationGracePeriodSeconds = (long)(attempt.Applies ? options.InterruptGrace : TimeSpan.FromSeconds(15)).TotalSeconds,
            NodeSelector = pods.NodeSelector.Count > 0 ? new Dictionary<string, string>(pods.NodeSelector) : null,
            ImagePullSecrets = pods.ImagePullSecrets.Count > 0 ? [.. pods.ImagePullSecrets.Select(name => new V1LocalObjectReference { Name = name })] : null,
            SecurityContext = new()
            {
                RunAsNonRoot = true, RunAsUser = pods.User, RunAsGroup = pods.User, FsGroup = pods.User, FsGroupChangePolicy = "OnRootMismatch",
                SeccompProfile = new() { Type = "RuntimeDefault" },
            },
            Containers =
            [
                new()
                {
                    Name = Container,
                    Image = Image(pods),
                    Command = [.. RunPodScripts.Main(RunPod.Control(root))],
                    WorkingDir = "/tmp",
                    Resources = new() { Requests = Amounts(pods.CpuRequest, pods.MemoryRequest), Limits = Amounts(pods.CpuLimit, pods.MemoryLimit) },
                    SecurityContext = new()
                    {
                        AllowPrivilegeEscalation = false, Privileged = false, ReadOnlyRootFilesystem = true, RunAsNonRoot = true,
                        Capabilities = new() { Drop = ["ALL"] },
                    },
                    VolumeMounts = [new() { Name = "work", MountPath = root }, new() { Name = "tmp", MountPath = "/tmp" }],
                },
            ],
            Volumes = [Empty("work", pods), Empty("tmp", pods)],
        };
    }

    public static string Namespace(RunPodsOptions pods) => pods.Namespace ?? "gaia-runs";

    public static string Image(RunPodsOptions pods) => pods.Image ?? $"gaia-worker:{Version}";

    private static string Version => typeof(RunPodManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "latest";

    private static V1Volume Empty(string name, RunPodsOptions pods) => new() { Name = name, EmptyDir = new() { SizeLimit = new(pods.WorkSize) } };

    private static Dictionary<string, ResourceQuantity> Amounts(string? cpu, string? memory)
    {
        var amounts = new Dictionary<string, ResourceQuantity>();
        if (cpu is not null) amounts["cpu"] = new(cpu);
        if (memory is not null) amounts["memory"] = new(memory);
        return amounts;
    }
}
