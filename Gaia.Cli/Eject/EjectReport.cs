using System.Text.Json.Serialization;
using Gaia.Cli.Hosting;
using Gaia.Contracts;

namespace Gaia.Cli.Eject;

/// <summary>What `gaia eject --format json` prints; docs/cli.md lists the same.</summary>
internal sealed record EjectReports(IReadOnlyList<EjectReport> States);

/// <param name="Outcome">ejected, or unchanged where Gaia had none any more.</param>
/// <param name="File">Absolute path of the state.</param>
/// <param name="Files">Written beside the component.</param>
/// <param name="Commands">To go on by hand, in the folder.</param>
internal sealed record EjectReport(
    string Component, string Stack, string Outcome, string Folder, string File, long? Version, long? Serial, string? Lineage, int? Resources, IReadOnlyList<string> Files, IReadOnlyList<string> Commands)
{
    public static EjectReport Of(EjectedState state, StateResponse? was) => new(
        state.Instance.Name, state.Instance.StackName, was is null ? "unchanged" : "ejected", state.Plan.Folder, state.File.Path, was?.Version, was?.Serial, was?.Lineage, was?.Resources,
        [.. state.Plan.Files.Keys.Order(StringComparer.Ordinal)], [.. ByHand(state)]);

    public void Print(CliContext context)
    {
        context.Out.WriteLine(Version is null
            ? $"{Component} in {Stack}: Gaia has no state any more; it is {File}."
            : $"{Component} in {Stack}: {File}, serial {Serial}. Version {Version} and those before it stay in Gaia.");
        context.Error.WriteLine($"In {Folder}: {string.Join(" && ", Commands)}");
    }

    private static IEnumerable<string> ByHand(EjectedState state)
    {
        yield return $"{state.Plan.Program} init";
        if (state.Plan.Workspace is { } workspace and not "default") yield return $"{state.Plan.Program} workspace select {workspace}";
        yield return $"{state.Plan.Program} plan -var-file {state.Plan.Varfile}";
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EjectReports))]
internal sealed partial class EjectJson : JsonSerializerContext;
