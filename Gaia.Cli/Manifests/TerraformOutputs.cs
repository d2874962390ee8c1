using System.Text.Json;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Manifests;
using Gaia.Manifests.Settings;

namespace Gaia.Cli.Manifests;

/// <summary>--from-outputs: a file, or a component of a stack, whose outputs `gaia terraform output` prints: through the API or in place, as the context says.</summary>
internal static class TerraformOutputs
{
    /// <param name="levels">What a source that names no environment is for.</param>
    public static async Task<DeploySettings> FillAsync(CliContext context, DeploySettings settings, ManifestRequest request, IReadOnlyList<string> levels)
    {
        var faults = new EnvironmentFaults(levels);
        (MapNode Outputs, string Origin)? first = null;
        var open = levels.ToHashSet(StringComparer.Ordinal);
        foreach (var (named, source) in request.Outputs)
        {
            var (text, origin) = File.Exists(Path.GetFullPath(source, context.WorkingDirectory))
                ? (GivenFile.Read(context, "--from-outputs", source), source)
                : await AskAsync(context, source);
            var outputs = Parse(text, origin);
            first ??= (outputs, origin);
            foreach (var level in named is not null ? [named] : request.Environments is [var only] ? [only] : levels)
            {
                settings = Filled(settings, outputs, origin, level, faults);
                open.Remove(level);
            }
        }

        // The settings' own level is under the environments that have outputs, and has no others.
        if (first is { } lent && open.Contains(DeploySettings.BaseName)) settings = Filled(settings, lent.Outputs, lent.Origin, DeploySettings.BaseName, faults);

        faults.ThrowIfAny();
        return settings;
    }

    private static DeploySettings Filled(DeploySettings settings, MapNode outputs, string origin, string environment, EnvironmentFaults faults)
    {
        try
        {
            return SettingsOutputs.Apply(settings, outputs, new SourceMark(origin, 0, 0), environment);
        }
        catch (ManifestFaultsException several)
        {
            faults.Add(environment, several);
            return settings;
        }
    }

    private static MapNode Parse(string text, string origin)
    {
        try
        {
            return JsonReader.Read(text) as MapNode ?? throw new CliException($"--from-outputs: {origin} is not an object of outputs.", ExitCodes.Failed);
        }
        catch (JsonException fault)
        {
            throw new CliException($"--from-outputs: {origin} is not JSON: {JsonFault.Words(fault)}.");
        }
    }

    // Stack and component are joined by a dash, and may both have dashes: the repository knows where one ends.
    private static async Task<(string Text, string Origin)> AskAsync(CliContext context, string source)
    {
        if (Path.GetExtension(source) is ".json" or ".yaml" or ".yml" or ".txt")
            throw new CliException($"--from-outputs: file {source} does not exist.", ExitCodes.NotFound, "Give a file of `terraform output -json`, or STACK-COMPONENT; `gaia list instances` shows them.");
        var instances = Repository.Open(context).Instances().Where(instance => $"{instance.StackName}-{instance.Name}".Replace('/', '-') == source.Replace('/', '-')).ToList();
        if (instances is not [var instance])
            throw new CliException(instances.Count == 0 ? $"--from-outputs: {source} is neither a file nor a component of a stack." : $"--from-outputs: {source} means several components.",
                ExitCodes.NotFound, $"Give a file of `terraform output -json`, or STACK-COMPONENT; `gaia list instances` shows them.");
        context.Say($"reading the outputs of {instance.Name} in {instance.StackName}");
        var (output, errors) = (new StringWriter(), new StringWriter());
        using var terminal = new Terminal(output, errors, TextReader.Null);
        var code = await CommandLine.RunAsync(["terraform", "output", instance.Name, "-s", instance.StackName, "-json", .. SameConfiguration(context.Settings)], context with { Terminal = terminal, GivesAdvice = false });
        return code == 0 ? (output.ToString(), $"{instance.StackName}/{instance.Name}")
            : throw new CliException($"--from-outputs: the outputs of {source} cannot be read: {Reason(errors.ToString())}", ExitCodes.Failed,
                "A file of `terraform output -json` does as well: --from-outputs FILE.");
    }

    private static string Reason(string errors) => errors.StartsWith("Error: ", StringComparison.Ordinal) ? errors["Error: ".Length..].Trim() : errors.Trim();

    private static IEnumerable<string> SameConfiguration(GlobalSettings settings) =>
    [
        .. new[] { ("--base-path", settings.BasePath), ("--context", settings.Context) }.Where(option => option.Item2 is not null).SelectMany(option => new[] { option.Item1, option.Item2! }),
        .. settings.ConfigPaths.SelectMany(path => new[] { Directory.Exists(path) ? "--config-path" : "--config", path }),
        .. settings.Profiles.SelectMany(profile => new[] { "--profile", profile }),
        "--logs-level", "Off",
    ];
}
