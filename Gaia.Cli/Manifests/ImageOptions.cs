using System.CommandLine;
using System.Text.RegularExpressions;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Manifests;

/// <summary>Which images are meant, over what the settings say: where they were pushed, and as what.</summary>
internal sealed partial class ImageOptions
{
    private readonly Option<string> registry = new("--registry") { Description = "Registry of images that are built here, instead of the settings' own: ghcr.io/acme", HelpName = "host/path" };
    private readonly Option<string> digests = new("--digests") { Description = "Digests of images: NAME: sha256:..., one a line, over those of the settings", HelpName = "file" };
    private readonly Option<bool> byDigest = new("--by-digest") { Description = "Refuse an image that an environment has by its tag alone" };

    public ImageOptions AddTo(Command command)
    {
        registry.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !Place().IsMatch(given)) result.AddError($"--registry {given}: give a host and a path without a scheme, such as ghcr.io/acme.");
        });
        foreach (var option in new Option[] { registry, digests, byDigest }) command.Add(option);
        return this;
    }

    public ImageRequest Read(ParseResult parsed) => new(parsed.GetValue(registry), parsed.GetValue(digests), parsed.GetValue(byDigest));

    // registry.local:5000/team
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9][a-z0-9._-]*)*/?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}

/// <param name="Digests">A file.</param>
internal sealed record ImageRequest(string? Registry, string? Digests, bool ByDigest);
