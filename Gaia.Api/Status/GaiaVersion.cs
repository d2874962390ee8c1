using System.Reflection;

namespace Gaia.Api.Status;

internal static class GaiaVersion
{
    /// <summary>0.1.0, without what the build appends.</summary>
    public static string Text { get; } = typeof(GaiaVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
