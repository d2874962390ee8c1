using System.Text.Json;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Serve;

/// <summary>The Terraform states that Gaia keeps, as it notes them beside their versions: states/ID/about.json.</summary>
internal static class LocalStates
{
    /// <returns>Those with resources in them: "hello in local (2 resources)".</returns>
    public static IReadOnlyList<string> In(ServeData data) => !Directory.Exists(data.States) ? [] :
    [
        .. Directory.EnumerateDirectories(data.States).Select(folder => (Folder: folder, About: Read(Path.Combine(folder, "about.json"))))
            .Where(state => state.About is not { Resources: 0 })
            .Select(state => state.About is { } about
                ? $"{about.Component} in {about.Stack} ({about.Resources} resource{(about.Resources == 1 ? "" : "s")})"
                : $"{Path.GetFileName(state.Folder)} (not readable)")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Null where it cannot be read; better named than passed over.</summary>
    private static LocalState? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(RegularFile.ReadBytes(file), ServeJson.Default.LocalState);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary><c>{"component":"hello","stack":"local","resources":2}</c></summary>
internal sealed record LocalState(string Component, string Stack, int Resources);
