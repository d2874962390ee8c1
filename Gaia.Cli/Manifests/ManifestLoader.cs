using System.Text.RegularExpressions;
using Gaia.Cli.Hosting;
using Gaia.Documents;
using Gaia.Manifests;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

/// <summary>From the files that a command names to the objects of every environment.</summary>
internal static partial class ManifestLoader
{
    /// <summary>All environments with a cluster, or those that are asked for.</summary>
    public static Task<LoadedManifest> ManyAsync(CliContext context, ManifestRequest request, Func<EnvironmentSettings, EnvironmentSettings>? change = null) =>
        LoadAsync(context, request, settings => request.Environments.Count > 0 ? request.Environments : settings.Clusters, change);

    /// <summary>The one that is asked for, or none.</summary>
    public static Task<LoadedManifest> OneAsync(CliContext context, ManifestRequest request, Func<EnvironmentSettings, EnvironmentSettings>? change = null) =>
        request.Environments.Count <= 1
            ? LoadAsync(context, request, _ => request.Environments, change)
            : throw OneOnly(request);

    /// <summary>The one that is asked for, or the only one of a machine, or none.</summary>
    public static Task<LoadedManifest> MachineAsync(CliContext context, ManifestRequest request, Func<EnvironmentSettings, EnvironmentSettings> change) =>
        request.Environments.Count <= 1
            ? LoadAsync(context, request, settings => request.Environments.Count == 1 ? request.Environments : settings.Machines is [var only] ? [only] : [], change, isMachine: true)
            : throw OneOnly(request);

    /// <summary>As <see cref="ManyAsync"/>, to look at: environments that cannot be made are left out unless they were asked for, and values of secrets are not needed.</summary>
    public static Task<LoadedManifest> SeenAsync(CliContext context, ManifestRequest request) =>
        LoadAsync(context, request, settings => request.Environments.Count > 0 ? request.Environments : settings.Clusters, WithoutValues, leavesOut: request.Environments.Count == 0);

    /// <summary>Of an application whose objects are not written: none of its secrets needs a value.</summary>
    public static EnvironmentSettings WithoutValues(EnvironmentSettings settings) =>
        settings.Secrets.Provider == SecretProvider.Plain ? settings with { Secrets = settings.Secrets with { Provider = SecretProvider.External } } : settings;

    public static DeploySettings Settings(CliContext context, ManifestRequest request, string manifest) => SettingsFile.Find(context, request.Settings) is { } file
        ? SettingsReader.Read(GivenFile.Read(context, "--settings", file), file)
        : SettingsReader.Read($"app: {AppName(context, manifest)}\n", "(defaults)");

    private static CliException OneOnly(ManifestRequest request) => new($"This is about one environment, and {request.Environments.Count} are named.", ExitCodes.WrongUse);

    private static async Task<LoadedManifest> LoadAsync(CliContext context, ManifestRequest request,
        Func<DeploySettings, IReadOnlyList<string>> choose, Func<EnvironmentSettings, EnvironmentSettings>? change, bool leavesOut = false, bool isMachine = false)
    {
        var file = await AppHostManifest.FindAsync(context, request.From);
        var manifest = AspireReader.Read(GivenFile.Read(context, "--from", file), file);
        var settings = Settings(context, request, file);
        IReadOnlyList<string> levels = [.. choose(settings).Where(name => name != DeploySettings.BaseName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Prepend(DeploySettings.BaseName)];
        settings = await TerraformOutputs.FillAsync(context, settings, request, levels);
        var values = ParametersFile.Read(context, request, manifest);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file, context.WorkingDirectory))!;
        var images = new GivenImages(context, request.Images, hasEnvironments: levels.Count > 1);
        var faults = new EnvironmentFaults(levels);
        var made = Make(settings, levels, faults, (name, level) =>
        {
            var changed = Changed(level);
            var model = AppModelBuilder.Build(manifest, changed, new FilesBeside(folder), values);
            var lacking = isMachine || changed.IsMachine ? Compose.Lacking(model) : KubernetesObjects.Lacking(model);
            model = model with { NotPublished = [.. model.NotPublished.Concat(lacking).Distinct()] };
            return new PublishedEnvironment(name, model, KubernetesObjects.Of(model));
        });
        if (leavesOut) faults.LeaveOut(context);
        else faults.ThrowIfAny(AdviceFor(request, levels, settings.Environments));
        return new(manifest, folder, new Published(made[0]!, [.. made.Skip(1).OfType<PublishedEnvironment>()]));

        EnvironmentSettings Changed(EnvironmentSettings environment)
        {
            var given = images.In(Plain(manifest, environment, values, request.Given));
            return change is null ? given : change(given);
        }
    }

    /// <summary>What to do where all environments are asked for and some of them lack something.</summary>
    private static string? AdviceFor(ManifestRequest request, IReadOnlyList<string> levels, IReadOnlyList<string> all) => request.Environments.Count > 0 ? null
        : levels.Count > 2 ? $"Without -e these are all environments. -e NAME chooses one of them: {string.Join(", ", levels.Skip(1))}."
        : levels.Count == 1 && all.Count > 0 ? $"Without -e this is the settings' own level. -e NAME chooses an environment: {string.Join(", ", all)}." : null;

    /// <returns>In the order of the levels, the settings' own first; null where one cannot be made, and its faults are added.</returns>
    private static IReadOnlyList<PublishedEnvironment?> Make(
        DeploySettings settings, IReadOnlyList<string> levels, EnvironmentFaults faults, Func<string, EnvironmentSettings, PublishedEnvironment> make)
    {
        var made = levels.Select(name => MadeLevel.Of(settings, name, make)).ToList();
        made[0] = made[0].WithLent(settings, [.. made.Skip(1).Where(level => level.Result is not null).Select(level => level.Name)], make);
        foreach (var (name, _, several) in made)
            if (several is not null)
                faults.Add(name, several);
        return [.. made.Select(level => level.Result)];
    }

    // Values that are not secret may be in the file as well; those of the command line come last.
    private static EnvironmentSettings Plain(
        AspireManifest manifest, EnvironmentSettings settings, IReadOnlyDictionary<string, string> values, IReadOnlyList<(string Name, string Value)> given)
    {
        var parameters = new Dictionary<string, string>(settings.Parameters, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
            if (manifest.Find(name) is ParameterResource { IsSecret: false })
                parameters[name] = value;
        foreach (var (name, value) in given)
            parameters[name] = manifest.Find(name) switch
            {
                ParameterResource { IsSecret: false } => value,
                ParameterResource => throw new CliException($"--parameter {name}: it is a secret, which does not go on a command line.", ExitCodes.WrongUse, $"Put `{name}: VALUE` into a file for --parameters."),
                _ => throw NoParameter(manifest, name),
            };
        return settings with { Parameters = parameters };
    }

    private static CliException NoParameter(AspireManifest manifest, string name)
    {
        IReadOnlyList<string> known = [.. manifest.Resources.OfType<ParameterResource>().Where(parameter => !parameter.IsSecret).Select(parameter => parameter.Name).Order(StringComparer.Ordinal)];
        return new($"--parameter {name}: the manifest has no such parameter.", ExitCodes.WrongUse,
            NearestNames.Of(name, known) is [var near, ..] ? $"Did you mean `{near}`?"
            : known.Count == 0 ? "All its parameters are secrets, or it has none." : $"Those that are not secret: {string.Join(", ", known)}.");
    }

    // /src/Shop/aspire-manifest.json: shop; /src/Shop.AppHost.json: shop-apphost
    public static string AppName(CliContext context, string manifest)
    {
        var path = Path.GetFullPath(manifest, context.WorkingDirectory);
        var file = Path.GetFileNameWithoutExtension(path);
        var words = file is "aspire-manifest" or "manifest" ? Path.GetFileName(Path.GetDirectoryName(path)) ?? "" : file;
        var name = NotOfLabel().Replace(words.ToLowerInvariant(), "-").Trim('-');
        name = name.Length > 40 ? name[..40].TrimEnd('-') : name;
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"app-{name}".TrimEnd('-') : name;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotOfLabel();
}
