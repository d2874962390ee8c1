using System.ComponentModel.DataAnnotations;

namespace Gaia.Runs.Quotas;

/// <summary>What some stacks may use; <c>Gaia__Quotas__0__Stacks=dev-*</c>, <c>Gaia__Quotas__0__OpenRuns=5</c>. Each stack has it for itself.</summary>
public sealed class StackQuota
{
    /// <summary>A glob.</summary>
    [Required]
    public string Stacks { get; set; } = "";

    /// <summary>Runs that have not ended. 1 to 100000; null: no limit.</summary>
    [Range(1, 100_000)]
    public int? OpenRuns { get; set; }

    /// <summary>Runs asked for within the last 24 hours. 1 to 1000000; null: no limit.</summary>
    [Range(1, 1_000_000)]
    public int? RunsPerDay { get; set; }

    /// <summary>Bytes of all versions of its states; above them only plans and destroys are taken on. 1 KiB to 1 TiB; null: no limit.</summary>
    [Range(1024, 1L << 40)]
    public long? StateBytes { get; set; }
}
