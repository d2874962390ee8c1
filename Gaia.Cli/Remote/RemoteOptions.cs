using System.CommandLine;
using System.CommandLine.Parsing;
using Gaia.Cli.Runs.View;
using Gaia.Cli.Terraform;

namespace Gaia.Cli.Remote;

/// <summary>
/// What plan, apply and destroy offer beyond terraform's own when they go through the API. Found again by name: --ref is also how --affected
/// is told what to compare with, and is declared there.
/// </summary>
internal sealed record RemoteOptions(string? Ref, string? Message, bool PlanOnly, bool AutoApprove, bool Detach, RunFormat Format)
{
    /// <inheritdoc cref="PlanJsonFile.Of"/>
    public string? PlanJson { get; init; }

    public static IEnumerable<Option> Create() =>
    [
        new Option<string>("--message", "-m") { Description = "Why; shown in the history" },
        new Option<bool>("--plan-only") { Description = "Only plan; nothing can be approved" },
        new Option<bool>("--auto-approve") { Description = "Apply without asking" },
        new Option<bool>("--detach") { Description = "Queue the run, print its id and return" },
        FormatOption(),
    ];

    public static Option<RunFormat> FormatOption() => new("--format") { Description = "text, or json: events as lines of JSON" };

    /// <summary>Those that are given and mean nothing where terraform runs here.</summary>
    /// <param name="refIsHere">--ref says with what --affected compares.</param>
    public static IReadOnlyList<string> OnlyThere(ParseResult parsed, bool refIsHere = false) =>
        [.. new[] { "--plan-only", "--ref", "--detach", "--message", "--format" }.Where(name => parsed.GetResult(name) is OptionResult { Implicit: false } && !(refIsHere && name == "--ref"))];

    public static RemoteOptions Read(ParseResult parsed) => new(
        parsed.GetValue<string>("--ref"), parsed.GetValue<string>("--message"), parsed.GetValue<bool>("--plan-only"),
        parsed.GetValue<bool>("--auto-approve"), parsed.GetValue<bool>("--detach"), parsed.GetValue<RunFormat>("--format"));
}
