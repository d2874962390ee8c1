using System.Text.Json;

namespace Gaia.Cli.Serve;

/// <summary>
/// The Terraform states that Gaia keeps for components with a local backend: state/NAME/terraform.tfstate and
/// state/NAME/workspaces/WORKSPACE/terraform.tfstate, where NAME is the state's identity and ends with a digest of it.
/// </summary>
internal static class LocalStates
{
    private const int DigestLength = 13;

    /// <returns>Those with resources in them: "NAME (2 resources)".</returns>
    public static IReadOnlyList<string> In(ServeData data) => !Directory.Exists(data.States) ? [] :
    [
        .. Directory.EnumerateFiles(data.States, "*.tfstate", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Name: Name(Path.GetRelativePath(data.States, file)), Resources: Resources(file)))
            .Where(state => state.Resources != 0)
            .Select(state => $"{state.Name} ({(state.Resources is { } count ? $"{count} resource{(count == 1 ? "" : "s")}" : "not readable")})"),
    ];

    private static string Name(string file)
    {
        var folder = file.Split('/')[0];
        return (folder.Length > DigestLength ? folder[..^DigestLength] : folder).Trim('-');
    }

    /// <summary>Null where it is not a state that can be read; better named than passed over.</summary>
    private static int? Resources(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.GetProperty("resources").EnumerateArray()
                .Where(resource => resource.GetProperty("mode").GetString() == "managed")
                .Sum(resource => resource.GetProperty("instances").GetArrayLength());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
