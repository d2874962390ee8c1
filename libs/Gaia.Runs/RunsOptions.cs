using System.ComponentModel.DataAnnotations;

namespace Gaia.Runs;

/// <summary>Settings of runs, section <c>Gaia</c> (<c>Gaia__DataDirectory</c>, ...).</summary>
public sealed class RunsOptions
{
    public const string Section = "Gaia";

    /// <summary>Folder for blobs, private workdirs, local states and caches. API and workers of one machine share it.</summary>
    [Required]
    public string DataDirectory { get; set; } = DefaultDataDirectory();

    /// <summary>Largest configuration archive, bytes of its compressed form. 1 KiB to 1 GiB.</summary>
    [Range(1024, 1L << 30)]
    public long MaxArchiveBytes { get; set; } = 64L << 20;

    /// <summary>
    /// Whether uploaded archives may be run. Their Terraform code runs on the worker, with its credentials, whatever stack
    /// it says it is; false leaves only revisions of <see cref="Repository"/>, which others have reviewed.
    /// </summary>
    public bool AllowArchives { get; set; } = true;

    /// <summary>URL or path of the git repository that <c>--ref</c> names revisions of.</summary>
    public string? Repository { get; set; }

    /// <summary>Terraform (or OpenTofu) by name on PATH or by absolute path.</summary>
    [Required]
    public string TerraformCommand { get; set; } = "terraform";

    /// <summary>A plan that takes longer is interrupted and fails.</summary>
    public TimeSpan PlanTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>An apply that takes longer is interrupted and fails; what it did is in the state.</summary>
    public TimeSpan ApplyTimeout { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long terraform may take to save its state after an interrupt, before its group is killed.</summary>
    public TimeSpan InterruptGrace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an apply may go on after its worker was told to stop, before terraform is interrupted.</summary>
    public TimeSpan ApplyStopPatience { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the workdirs of failed and interrupted runs are kept.</summary>
    public TimeSpan KeepFailedWork { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What a configuration may reach on the worker beyond its own files.</summary>
    public Gaia.Stacks.OutsideAccess Outside { get; set; } =
        Gaia.Stacks.OutsideAccess.Environment | Gaia.Stacks.OutsideAccess.State | Gaia.Stacks.OutsideAccess.Stores;

    /// <summary>
    /// What a configuration may reach beyond its own files when the API is asked about it: <c>Environment, Exec, RemoteFiles,
    /// State, Stores, Git</c>. With any of them its answers no longer follow from its content and are not kept.
    /// </summary>
    public Gaia.Stacks.OutsideAccess OutsideOnServer { get; set; } = Gaia.Stacks.OutsideAccess.None;

    internal string DataPath(params ReadOnlySpan<string> parts) =>
        Path.Combine(Path.GetFullPath(DataDirectory), Path.Combine(parts));

    private static string DefaultDataDirectory() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "gaia");
}
