using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;

namespace Gaia.Cli.Terraform;

/// <summary>How terraform runs here: atmos.yaml, then the ATMOS_ variables it already holds, then flags.</summary>
internal sealed record InPlaceSettings(AtmosConfiguration Configuration, EvaluationOptions Evaluation)
{
    public bool DryRun { get; init; }
    public bool SkipInit { get; init; }
    public bool Reconfigure { get; init; }
    public bool WritesBackend { get; init; }
    public bool PassVarsOnInit { get; init; }
    public string? UserAgent { get; init; }
    public SkippedHooks SkipHooks { get; init; } = SkippedHooks.None;
    public string? FromPlan { get; init; }

    public static InPlaceSettings Read(AtmosConfiguration configuration, ParseResult parsed, TerraformOptions options, CliContext context)
    {
        var terraform = configuration.Terraform;
        return new InPlaceSettings(configuration, options.Evaluation.Read(parsed))
        {
            DryRun = parsed.GetValue(options.DryRun),
            SkipInit = parsed.GetValue(options.SkipInit) || context.Environment.IsOn("ATMOS_SKIP_INIT"),
            Reconfigure = Flag(parsed, options.Reconfigure) ?? terraform.InitRunReconfigure,
            WritesBackend = Flag(parsed, options.Backend) ?? terraform.AutoGenerateBackendFile,
            PassVarsOnInit = parsed.GetValue(options.PassVars) || terraform.PassVarsOnInit,
            UserAgent = parsed.GetValue(options.UserAgent) ?? context.Environment.GetValueOrDefault("TF_APPEND_USER_AGENT") ?? terraform.AppendUserAgent,
            SkipHooks = parsed.GetResult(options.SkipHooks) is not null && parsed.GetValue(options.SkipHooks)
                ? new SkippedHooks(true, []) : SkippedHooks.Of(context.Environment.GetValueOrDefault("ATMOS_SKIP_HOOKS")),
            FromPlan = parsed.GetValue(options.Planfile) is { Length: > 0 } file ? Found(file, context.WorkingDirectory)
                : parsed.GetValue(options.FromPlan) ? "" : null,
        };
    }

    // Terraform runs in the component's folder; a file that is found from here is meant as it is found from here.
    private static string Found(string file, string directory) =>
        Path.GetFullPath(file, directory) is var path && File.Exists(path) ? path : file;

    private static bool? Flag(ParseResult parsed, Option<string> option) => parsed.GetValue(option)?.ToLowerInvariant() switch
    {
        null or "" => null,
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw new CliException($"{option.Name} must be true or false, not '{other}'.", ExitCodes.WrongUse),
    };
}
