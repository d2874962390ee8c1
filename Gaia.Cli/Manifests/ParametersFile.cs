using System.Security.Cryptography;
using Gaia.Cli.Hosting;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Cli.Manifests;

/// <summary>The file of --parameters. What is generated is kept there, so that the next time gives the same.</summary>
internal static class ParametersFile
{
    public static IReadOnlyDictionary<string, string> Read(CliContext context, ManifestRequest request, AspireManifest manifest)
    {
        if (request.Parameters is not { } file)
        {
            if (request.GeneratesMissing) throw new CliException("--generate-missing has no file to keep the values in.", ExitCodes.WrongUse, "Name one with --parameters; it need not exist.");
            return new Dictionary<string, string>();
        }

        var path = Path.GetFullPath(file, context.WorkingDirectory);
        var known = request.GeneratesMissing && !File.Exists(path)
            ? new Dictionary<string, string>()
            : ParameterValues.Read(GivenFile.Read(context, "--parameters", file), file);
        return request.GeneratesMissing ? WithMissing(context, known, manifest, path, file) : known;
    }

    private static IReadOnlyDictionary<string, string> WithMissing(CliContext context, IReadOnlyDictionary<string, string> known, AspireManifest manifest, string path, string shown)
    {
        var missing = manifest.Resources.OfType<ParameterResource>().Where(parameter => !known.ContainsKey(parameter.Name))
            .SelectMany(parameter => parameter.Inputs.Where(input => input is { Generate: not null, Default: null }).Take(1).Select(input => (parameter.Name, input.Generate!))).ToList();
        if (missing.Count == 0) return known;
        var all = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in known.Concat(ParameterValues.Generate(missing, RandomNumberGenerator.GetInt32))) all[name] = value;
        WholeFile.Write(path, ParameterValues.Write(all), isPrivate: true);
        context.Say($"made {string.Join(", ", missing.Select(parameter => parameter.Name))} and kept them in {shown}");
        return all;
    }
}
