using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

internal enum TerraformPlace
{
    InPlace,
    Api,
}

/// <summary>Everything that decides where plan, apply, destroy and deploy run.</summary>
internal sealed record PlaceQuestion(TerraformVerb Verb, ActiveContext Context)
{
    public bool Local { get; init; }
    public bool Remote { get; init; }

    /// <summary>A flag that only makes sense here: --dry-run, --all, --query, --from-plan, --skip-init, ...</summary>
    public bool AtmosOnlyFlag { get; init; }

    /// <summary>GAIA_MODE, then settings.gaia.mode of the instance, then gaia.mode of atmos.yaml.</summary>
    public TerraformMode? Mode { get; init; }

    /// <summary>ATMOS_COMPONENTS_TERRAFORM_COMMAND names a binary of this machine.</summary>
    public bool CommandFromEnvironment { get; init; }
}

/// <param name="Reason">For people: "--local", "no context".</param>
internal sealed record TerraformPlacement(TerraformPlace Place, string Reason)
{
    /// <summary>
    /// Only plan, apply, destroy and deploy can go through the API; what runs in place with a context has its state there too. --local and --remote decide; then what only Atmos has; then a context named on the
    /// command line; then the mode that is configured; otherwise it is the API if there is a context.
    /// </summary>
    /// <exception cref="CliException">What was given contradicts itself, or the API is wanted and there is no context.</exception>
    public static TerraformPlacement Decide(PlaceQuestion question)
    {
        var given = question.Context is { Source: ContextSource.Option } option ? option : null;
        return question switch
        {
            { Verb.CanBeRemote: false } => InPlace("not for the API"),
            { Local: true, Remote: true } => throw Contradiction("--local and --remote"),
            { Remote: true } when given is { Exists: false } => throw Contradiction("--remote and --context none"),
            { Local: true } => InPlace("--local"),
            { Remote: true } => Api(question.Context, "--remote"),
            { AtmosOnlyFlag: true } => InPlace("an option of this command needs it"),
            { CommandFromEnvironment: true } => InPlace("ATMOS_COMPONENTS_TERRAFORM_COMMAND"),
            _ when given is { Exists: true } => Api(given, "--context"),
            { Mode: { Place: TerraformPlace.InPlace } mode } => InPlace(mode.ToString()),
            { Mode: { Place: TerraformPlace.Api } mode } => Api(question.Context, mode.ToString()),
            { Context.Exists: false } => InPlace(question.Context.Label),
            _ => Api(question.Context, ""),
        };
    }

    /// <summary>"through http://localhost:8080 (context local)", "in place (no context)"</summary>
    public string Words(ActiveContext context) => Place == TerraformPlace.Api ? $"through {ApiAddress.Text(context.Api)} ({context.Label})"
        : context.Exists ? $"in place ({Reason}), states at {ApiAddress.Text(context.Api)} ({context.Label})" : $"in place ({Reason})";

    private static TerraformPlacement InPlace(string reason) => new(TerraformPlace.InPlace, reason);

    private static TerraformPlacement Api(ActiveContext context, string wish) => context.Exists ? new(TerraformPlace.Api, wish)
        : throw new CliException($"{wish} needs a context, and none is chosen.", ExitCodes.WrongUse,
            "`gaia context list` shows those to choose from with `gaia context use NAME`, --context or GAIA_CONTEXT; `gaia context set NAME --url URL` makes one.",
            "`gaia serve` starts a Gaia here and makes the context local. With --local terraform runs in place.");

    private static CliException Contradiction(string both) => new($"{both} contradict each other.", ExitCodes.WrongUse, "Give one of them.");
}
