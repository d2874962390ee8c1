using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

internal enum TerraformPlace
{
    InPlace,
    Api,
}

/// <summary>Everything that decides where plan, apply and destroy run.</summary>
internal sealed record PlaceQuestion(TerraformVerb Verb)
{
    public bool Local { get; init; }
    public bool Remote { get; init; }

    /// <summary>A flag that only makes sense here: --dry-run, --all, --query, --from-plan, --skip-init, ...</summary>
    public bool AtmosOnlyFlag { get; init; }

    /// <summary>GAIA_MODE, then settings.gaia.mode of the instance, then gaia.mode of atmos.yaml.</summary>
    public string? Mode { get; init; }

    /// <summary>ATMOS_COMPONENTS_TERRAFORM_COMMAND names a binary of this machine.</summary>
    public bool CommandFromEnvironment { get; init; }
}

/// <summary>
/// Where a command runs. Only plan, apply and destroy can go through the API. --local and --remote decide; then what
/// only Atmos has, then the mode that is configured; otherwise the API.
/// </summary>
internal static class TerraformPlacement
{
    public static TerraformPlace Decide(PlaceQuestion question) => question switch
    {
        { Verb.CanBeRemote: false } => TerraformPlace.InPlace,
        { Local: true } => TerraformPlace.InPlace,
        { Remote: true } => TerraformPlace.Api,
        { AtmosOnlyFlag: true } or { CommandFromEnvironment: true } => TerraformPlace.InPlace,
        { Mode: "local" } => TerraformPlace.InPlace,
        _ => TerraformPlace.Api,
    };
}
