using Gaia.Stacks.Terraform;

namespace Gaia.Terraform;

/// <summary>Names of files beside a component that Gaia writes, beyond those of <see cref="TerraformFiles"/>.</summary>
public static class GaiaFiles
{
    /// <summary>`required_version` and `required_providers` of the stack, as Atmos names it.</summary>
    public const string VersionsName = "terraform_override.tf.json";

    /// <summary>Replaces whatever backend the component declares by Gaia's own.</summary>
    public const string BackendName = "gaia_backend_override.tf.json";

    /// <summary>Whether a file is not code of the component's own.</summary>
    public static bool IsOurs(string name) =>
        name is VersionsName or BackendName or TerraformFiles.BackendName or TerraformFiles.ProviderOverridesName;
}
