using System.ComponentModel.DataAnnotations;
using Gaia.Stacks;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations;

/// <summary>Settings of configurations, section <c>Gaia</c> (<c>Gaia__DataDirectory</c>, ...).</summary>
public sealed class ConfigurationsOptions
{
    public const string Section = "Gaia";

    internal const string NeedsRefs = "Gaia__AllowArchives is false: set Gaia__Repository__AllowedRefs to the refs that may be run, such as main, or * for every branch.";

    /// <summary>Folder for blobs, unpacked configurations and the mirror of the repository. API and workers of one machine share it.</summary>
    [Required]
    public string DataDirectory { get; set; } = DefaultDataDirectory();

    /// <summary>Largest configuration archive, bytes of its compressed form. 1 KiB to 1 GiB.</summary>
    [Range(1024, 1L << 30)]
    public long MaxArchiveBytes { get; set; } = 64L << 20;

    /// <summary>
    /// Whether uploaded archives may be run. Their Terraform code runs on the worker, with its credentials, whatever stack
    /// it says it is; false leaves only commits that one of <see cref="Revisions.RevisionOptions.AllowedRefs"/> holds, which others have reviewed.
    /// </summary>
    public bool AllowArchives { get; set; } = true;

    /// <summary>URL or path of the git repository that <c>--ref</c> names revisions of.</summary>
    public string? Repository { get; set; }

    /// <summary>
    /// What a configuration may reach beyond its own files when the API is asked about it: <c>Environment, Exec, RemoteFiles,
    /// State, Stores, Git</c>. With any of them its answers no longer follow from its content and are not kept.
    /// </summary>
    public OutsideAccess OutsideOnServer { get; set; } = OutsideAccess.None;

    internal string DataPath(params ReadOnlySpan<string> parts) =>
        Path.Combine(Path.GetFullPath(DataDirectory), Path.Combine(parts));

    /// <summary>What stands for <c>Gaia__DataDirectory</c> where nobody sets it.</summary>
    public static string DefaultDataDirectory() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "gaia");
}

[OptionsValidator]
internal sealed partial class ConfigurationsOptionsValidator : IValidateOptions<ConfigurationsOptions>;
