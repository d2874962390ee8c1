using Gaia.Configurations;
using Gaia.Documents.Writing;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Problems;

/// <summary>Words of an error as a caller may see them: without this server's paths, and with nothing in them that a terminal obeys.</summary>
internal sealed class ShownText(IOptions<ConfigurationsOptions> options)
{
    private readonly string data = Path.GetFullPath(options.Value.DataDirectory);

    public string Of(string text) => VisibleText.Of(ServerPaths.Hidden(Target is { } target ? ServerPaths.Hidden(text, target) : text, data));

    // The data folder may be a link, and what the system says names where it leads.
    private string? Target => new DirectoryInfo(data) is { Exists: true } folder ? folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName : null;

    public Problem Of(Problem problem) => problem with
    {
        Detail = Of(problem.Detail),
        Errors = problem.Errors?.ToDictionary(error => Of(error.Key), error => (string[])[.. error.Value.Select(Of)]),
        Nearest = problem.Nearest is { } nearest ? [.. nearest.Select(Of)] : null,
    };
}
