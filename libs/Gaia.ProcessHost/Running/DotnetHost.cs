using System.Runtime.InteropServices;

namespace Gaia.ProcessHost.Running;

internal static class DotnetHost
{
    /// <summary>The dotnet that runs us: .../shared/Microsoft.NETCore.App/10.0.0/ lies three folders below it.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }
}
