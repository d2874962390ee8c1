using System.Collections;

namespace Gaia.Stacks.Processes;

/// <summary>
/// What a child process may know of our environment. Configurations run code of strangers (provisioners, providers), so
/// Gaia's own settings, above all its database password, stay here.
/// </summary>
public static class ChildEnvironment
{
    private static readonly string[] Own = ["ConnectionStrings__", "Gaia__", "GAIA_", "OTEL_", "ASPNETCORE_", "DOTNET_", "Telemetry__", "Logging__"];

    public static Dictionary<string, string> OfThisProcess()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (variable is { Key: string name, Value: string value } && !Own.Any(own => name.StartsWith(own, StringComparison.OrdinalIgnoreCase)))
                all[name] = value;
        return all;
    }
}
