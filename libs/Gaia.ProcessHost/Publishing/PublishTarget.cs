using Microsoft.Extensions.Configuration;

namespace Gaia.ProcessHost;

/// <summary>--publisher manifest --output-path FILE, or --operation publish --step publish-manifest --output-path FOLDER.</summary>
internal sealed record PublishTarget(string Path)
{
    private const string FileName = "aspire-manifest.json";

    public static PublishTarget? From(IConfiguration configuration)
    {
        var asked = configuration["publisher"] is "manifest" || configuration["operation"] is "publish";
        if (!asked)
            return null;
        var output = configuration["output-path"] ?? FileName;
        return new PublishTarget(output.EndsWith(".json", StringComparison.Ordinal) ? output : System.IO.Path.Combine(output, FileName));
    }

    public async Task WriteAsync(IReadOnlyList<IResource> resources, CancellationToken ct)
    {
        var file = System.IO.Path.GetFullPath(Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, await new ManifestWriter(System.IO.Path.GetDirectoryName(file)!).WriteAsync(resources, ct), ct);
        Console.WriteLine($"wrote {file}");
    }
}
