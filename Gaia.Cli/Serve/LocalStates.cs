using System.Text.Json;

namespace Gaia.Cli.Serve;

/// <summary>
/// The Terraform states that Gaia keeps for components with a local backend: state/NAME/terraform.tfstate and
/// state/NAME/workspaces/WORKSPACE/terraform.tfstate; state/NAME/component says whose it is: "hello in local".
/// </summary>
internal static class LocalStates
{
    /// <returns>Those with resources in them: "hello in local (2 resources)".</returns>
    public static IReadOnlyList<string> In(ServeData data) => !Directory.Exists(data.States) ? [] :
    [
        .. Directory.EnumerateFiles(data.States, "*.tfstate", SearchOption.AllDirectories)
            .Select(file => (Name: Name(data, file), Resources: Resources(file)))
            .OrderBy(state => state.Name, StringComparer.Ordinal)
            .Where(state => state.Resources != 0)
            .Select(state => $"{state.Name} ({(state.Resources is { } count ? $"{count} resource{(count == 1 ? "" : "s")}" : "not readable")})"),
    ];

    private static string Name(ServeData data, string file)
    {
        var folder = Path.GetRelativePath(data.States, file).Split('/')[0];
        var component = Path.Combine(data.States, folder, "component");
        return File.Exists(component) ? File.ReadAllText(component).Trim() : folder;
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
