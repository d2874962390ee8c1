using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.Terraform;

/// <summary>Where plan, apply and destroy run by configuration: "local" or "remote", and who says so.</summary>
/// <param name="Source">"GAIA_MODE", "settings.gaia.mode"</param>
internal sealed record TerraformMode(TerraformPlace Place, string Source)
{
    /// <exception cref="CliException">It is another word.</exception>
    public static TerraformMode? Of(CliContext context) =>
        context.Environment.GetValueOrDefault("GAIA_MODE") is { Length: > 0 } mode ? Parse(mode, "GAIA_MODE", "") : null;

    /// <param name="section">{gaia: {mode: local}}</param>
    /// <param name="owner">Whose section it is: " of app in dev".</param>
    /// <exception cref="CliException">It is another word.</exception>
    public static TerraformMode? Of(Node? section, string source, string owner) =>
        section is MapNode map && map["gaia"] is MapNode gaia && gaia["mode"] is { } mode and not NullNode
            ? Parse(mode is StringNode text ? text.Value : mode.ToString() ?? "", source, owner) : null;

    public override string ToString() => $"{Source}{(Source == "GAIA_MODE" ? "=" : ": ")}{(Place == TerraformPlace.InPlace ? "local" : "remote")}";

    private static TerraformMode Parse(string mode, string source, string owner) => mode switch
    {
        "local" => new(TerraformPlace.InPlace, source),
        "remote" => new(TerraformPlace.Api, source),
        _ => throw new CliException($"{source}{owner} is '{mode}': it can be local (terraform runs in place) or remote (through the API of the context).", ExitCodes.WrongUse),
    };
}
