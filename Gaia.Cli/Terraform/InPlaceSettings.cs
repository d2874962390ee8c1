using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Configuration;
using Gaia.Terraform;
using Gaia.Terraform.Hooks;

namespace Gaia.Cli.Terraform;

/// <summary>How terraform runs here: the flags and the ATMOS_ variables. What neither says, atmos.yaml does.</summary>
/// <param name="Request">Of one component, or of each of many.</param>
internal sealed record InPlaceSettings(AtmosConfiguration Configuration, ActionRequest Request)
{
    public bool DryRun { get; init; }

    /// <inheritdoc cref="PlanJsonFile.Of"/>
    public string? PlanJson { get; init; }

    public static InPlaceSettings Read(
        AtmosConfiguration configuration, TerraformVerb verb, IReadOnlyList<string> arguments, ParseResult parsed, TerraformOptions options, CliContext context)
    {
        var planJson = verb.Words == "plan" ? PlanJsonFile.Of(parsed, context, arguments) : null;
        var request = new ActionRequest(verb, arguments)
        {
            Evaluation = options.Evaluation.Read(parsed),
            SkipInit = parsed.GetValue(options.SkipInit) || context.Environment.IsOn("ATMOS_SKIP_INIT"),
            Reconfigure = Flag(parsed, options.Reconfigure),
            WritesBackend = Flag(parsed, options.Backend),
            SkipPlanfile = planJson is null ? Flag(parsed, options.SkipPlanfile) : false,
            DeployRunsInit = Flag(parsed, options.DeployRunsInit),
            PassVarsOnInit = parsed.GetValue(options.PassVars),
            UserAgent = parsed.GetValue(options.UserAgent) ?? context.Environment.GetValueOrDefault("TF_APPEND_USER_AGENT"),
            WorkspaceFromEnvironment = context.Environment.GetValueOrDefault("TF_WORKSPACE") is { Length: > 0 },
            SkipHooks = SkippedHooks.Of(Text(parsed, options.SkipHooks) ?? context.Environment.GetValueOrDefault("ATMOS_SKIP_HOOKS")),
            Identity = parsed.GetValue<string>("--identity") ?? context.Environment.GetValueOrDefault("ATMOS_IDENTITY"),
            FromPlan = parsed.GetValue(options.Planfile) is { Length: > 0 } file ? Found(file, context.WorkingDirectory)
                : parsed.GetValue(options.FromPlan) ? "" : null,
        };
        return new(configuration, request) { DryRun = parsed.GetValue(options.DryRun), PlanJson = planJson };
    }

    // Terraform runs in the component's folder; a file that is found from here is meant as it is found from here.
    private static string Found(string file, string directory) =>
        Path.GetFullPath(file, directory) is var path && File.Exists(path) ? path : file;

    private static bool? Flag(ParseResult parsed, Option<string> option) => Text(parsed, option)?.ToLowerInvariant() switch
    {
        null or "" => null,
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw new CliException($"{option.Name} must be true or false, not '{other}'.", ExitCodes.WrongUse),
    };

    // Given without a value it means true.
    private static string? Text(ParseResult parsed, Option<string> option) =>
        parsed.GetResult(option) is { Implicit: false } given ? given.Tokens.Count == 0 ? "true" : parsed.GetValue(option) : null;
}
