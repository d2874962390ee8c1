using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Manifests;

/// <summary>Which manifest, settings, environments and values a command is about.</summary>
internal sealed class ManifestSelection
{
    private readonly Option<string> from = new("--from") { Description = "Aspire manifest; without it that of the *.AppHost here, which is run for it", HelpName = "file" };
    private readonly Option<string> settings = new("--settings") { Description = $"Settings of the deployment; {SettingsFile.Usual} unless given, `none` for defaults alone", HelpName = "file" };
    private readonly Option<string[]> environments;
    private readonly Option<string> parameters = new("--parameters") { Description = "Values of parameters, secret ones too: NAME: \"value\", one a line", HelpName = "file" };
    private readonly Option<bool> generate = new("--generate-missing") { Description = "Make values that the manifest has a rule for, and keep them in the file of --parameters" };
    private readonly Option<string[]> parameter = new("--parameter") { Description = "Value of a parameter that is not secret", HelpName = "name=value" };
    private readonly Option<string[]> outputs = new("--from-outputs")
    {
        Description = "Terraform outputs for ${outputs.NAME} in the settings: a file of `terraform output -json`, or STACK-COMPONENT; with ENVIRONMENT= before it for one of several", HelpName = "source",
    };

    private readonly ImageOptions images = new();

    private ManifestSelection(Option<string[]> environments) => this.environments = environments;

    /// <summary>For commands over all environments unless some are named.</summary>
    public static ManifestSelection OfMany(Command command) =>
        new ManifestSelection(new("--environment", "-e") { Description = "Only this environment of the settings; commas or repeat for more", HelpName = "name" }).AddTo(command);

    /// <summary>For commands over one environment; the settings' own level unless it is named.</summary>
    public static ManifestSelection OfOne(Command command) =>
        new ManifestSelection(new("--environment", "-e") { Description = "Environment of the settings; their own level unless given", HelpName = "name" }).AddTo(command);

    public bool HasSettings(ParseResult parsed) => parsed.GetValue(settings) is not null;

    public bool HasManifest(ParseResult parsed) => parsed.GetValue(from) is not null;

    public ManifestRequest Read(ParseResult parsed) => new(
        parsed.GetValue(from), parsed.GetValue(settings), Names.Of(parsed, environments), parsed.GetValue(parameters), parsed.GetValue(generate),
        [.. (parsed.GetValue(parameter) ?? []).Select(text => Split(text, "--parameter") is { Name: { } name } given ? (name, given.Value) : throw Wrong(text))],
        [.. (parsed.GetValue(outputs) ?? []).Select(text => Split(text, "--from-outputs"))],
        images.Read(parsed));

    private ManifestSelection AddTo(Command command)
    {
        foreach (var option in new Option[] { from, settings, environments, parameters, generate, parameter, outputs }) command.Add(option);
        images.AddTo(command);
        return this;
    }

    private static (string? Name, string Value) Split(string text, string option) => text.IndexOf('=', StringComparison.Ordinal) switch
    {
        < 0 => (null, text),
        0 => throw new CliException($"{option} {text}: a name has to stand before the =.", ExitCodes.WrongUse),
        var at => (text[..at], text[(at + 1)..]),
    };

    private static CliException Wrong(string text) => new($"--parameter {text}: give NAME=VALUE.", ExitCodes.WrongUse, "Values of secrets belong in the file of --parameters.");
}

/// <param name="From">Null: made by the AppHost here.</param>
/// <param name="Environments">Empty: all, or the settings' own level.</param>
/// <param name="Outputs">With the environment they are for; null: for all.</param>
internal sealed record ManifestRequest(
    string? From, string? Settings, IReadOnlyList<string> Environments, string? Parameters, bool GeneratesMissing,
    IReadOnlyList<(string Name, string Value)> Given, IReadOnlyList<(string? Environment, string Source)> Outputs, ImageRequest Images);
