using System.ComponentModel.DataAnnotations;
using Gaia.Configurations;
using Gaia.Runs.Isolation;
using Gaia.Stacks;

namespace Gaia.Runs;

/// <summary>Settings of runs, section <c>Gaia</c> (<c>Gaia__DataDirectory</c>, ...).</summary>
public sealed class RunsOptions
{
    public const string Section = "Gaia";

    /// <summary>Folder for private workdirs, local states and caches, beside those of configurations. API and workers of one machine share it.</summary>
    [Required]
    public string DataDirectory { get; set; } = ConfigurationsOptions.DefaultDataDirectory();

    /// <summary>Address of the API as workers reach it: where terraform has the states that Gaia keeps.</summary>
    public Uri? Url { get; set; }

    /// <summary>Terraform (or OpenTofu) by name on PATH or by absolute path.</summary>
    [Required]
    public string TerraformCommand { get; set; } = "terraform";

    /// <summary>Further programs that a configuration may choose by `command`, by name on PATH or by path.</summary>
    public IReadOnlyList<string> TerraformPrograms { get; set; } = [];

    /// <summary>A revision that takes longer to be fetched and read fails its run. 1 second to a day; default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A plan that takes longer is interrupted and fails.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan PlanTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>An apply that takes longer is interrupted and fails; what it did is in the state.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan ApplyTimeout { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long terraform may take to save its state after an interrupt, before its group is killed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan InterruptGrace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A terraform that stands still for so long, because something in its run stopped it, is ended. 1 second to a day; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StandstillLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an apply may go on after its worker was told to stop, before terraform is interrupted.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan ApplyStopGrace { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the workdirs of failed and interrupted runs are kept.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan KeepFailedWork { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Largest state that is stored, bytes. 1 KiB to 1 GiB; default 100 MB.</summary>
    [Range(1024, 1L << 30)]
    public long MaxStateBytes { get; set; } = 100_000_000;

    /// <summary>
    /// Bytes that have to be free on each disk of <see cref="DataDirectory"/> before terraform plans or applies: an apply whose state
    /// nobody can store needs room for errored.tfstate. 0 to 1 TiB; default 64 MiB.
    /// </summary>
    [Range(0, 1L << 40)]
    public long MinFreeBytes { get; set; } = 64L << 20;

    /// <summary>
    /// Whether who asked for a run may approve it, and have it applied without approval. Default: allow in Development, deny
    /// elsewhere.
    /// </summary>
    public SelfApproval? SelfApproval { get; set; }

    /// <summary>
    /// Bytes of the worker's disk that each apply holds in reserve for errored.tfstate, so that it finds room also where the disk fills up
    /// meanwhile. As large as the largest state, or larger. 0 to 1 GiB; default 16 MiB.
    /// </summary>
    [Range(0, 1L << 30)]
    public long StateReserveBytes { get; set; } = 16L << 20;

    /// <summary>What a configuration may reach on the worker beyond its own files.</summary>
    public OutsideAccess Outside { get; set; } =
        OutsideAccess.State | OutsideAccess.Stores;

    /// <summary>
    /// What stands between terraform and the worker's machine. Where a demanded one is not possible the worker does not start; where nothing
    /// is demanded and nothing possible it takes no runs, but in Development.
    /// </summary>
    public RunIsolationKind Isolation { get; set; } = RunIsolationKind.Auto;

    /// <summary>Files and folders of the worker's machine that every run may read, such as <c>~/.aws</c>. Nothing else outside of /usr is seen in a sandbox.</summary>
    public IReadOnlyList<string> RunFiles { get; set; } = [];

    /// <summary>Registries whose providers the worker shares between runs, by fetching them itself. Those of others each run installs by itself.</summary>
    public IReadOnlyList<string> ProviderHosts { get; set; } = [];

    /// <summary>
    /// Names of the worker's variables that runs know beside PATH, HOME, TZ and those of terraform, clouds, proxies and certificates. <c>VAULT_*</c> stands
    /// for all that begin so.
    /// </summary>
    public IReadOnlyList<string> RunEnvironment { get; set; } = [];

    /// <summary>First and last id of the accounts that runs have with <see cref="RunIsolationKind.Account"/>; nobody else may use them.</summary>
    [Required]
    public string RunAccounts { get; set; } = DefaultRunAccounts;

    /// <summary>Of <see cref="RunIsolationKind.Kubernetes"/>.</summary>
    public RunPodsOptions RunPods { get; set; } = new();

    // What timers take; whoever writes 60 for a minute has named 60 days.
    private const string Longest = "49.00:00:00";

    // Above what systemd, Debian and containers give to anybody.
    internal const string DefaultRunAccounts = "1879050000-1879050063";

    internal string DataPath(params ReadOnlySpan<string> parts) =>
        Path.Combine(Path.GetFullPath(DataDirectory), Path.Combine(parts));
}
