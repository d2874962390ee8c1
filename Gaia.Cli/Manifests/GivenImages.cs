using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Settings;

namespace Gaia.Cli.Manifests;

/// <summary>Puts what the command line says of images over the settings.</summary>
internal sealed class GivenImages
{
    private readonly ImageRequest request;
    private readonly IReadOnlyDictionary<string, string> digests;
    private readonly bool hasEnvironments;

    /// <param name="hasEnvironments">What an environment has elsewhere, the common level may have in the cluster: digests are demanded of environments alone where there are some.</param>
    public GivenImages(CliContext context, ImageRequest request, bool hasEnvironments) =>
        (this.request, this.hasEnvironments, digests) = (request, hasEnvironments, request.Digests is { } file ? Read(context, file) : new Dictionary<string, string>());

    public EnvironmentSettings In(EnvironmentSettings settings)
    {
        var images = settings.Images;
        return settings with
        {
            Images = images with
            {
                Registry = request.Registry ?? images.Registry,
                DemandDigests = images.DemandDigests || request.ByDigest && (!hasEnvironments || settings.Environment != DeploySettings.BaseName),
                PushedDigests = digests,
            },
        };
    }

    // gaia-api: sha256:0123...
    private static Dictionary<string, string> Read(CliContext context, string file) => YamlReader.Read(GivenFile.Read(context, "--digests", file), new YamlOptions { File = file }) switch
    {
        MapNode map => map.ToDictionary(entry => entry.Key, entry => entry.Value is StringNode { Value: var digest } && digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest
            : throw Wrong($"{entry.Value.Mark}: {entry.Key} has no digest"), StringComparer.Ordinal),
        NullNode => [],
        _ => throw Wrong($"{file} has no digests"),
    };

    private static CliException Wrong(string what) => new($"--digests: {what}.", ExitCodes.WrongUse, "Give `NAME: sha256:...`, one a line, as scripts/images.sh --digests writes it.");
}
