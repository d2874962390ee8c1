using System.ComponentModel.DataAnnotations;

namespace Gaia.Access;

/// <summary>Section <c>Gaia:Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Gaia:Access";

    /// <summary>Lets a caller that is not on this machine ask for the first admin token; 32 characters or more. Default: none.</summary>
    [MinLength(32)]
    public string? BootstrapSecret { get; set; }
}
