namespace Gaia.Api.Configurations;

internal static class PathNames
{
    /// <summary>A name out of a path's segment: the server leaves %2F as it is, so that eks/cluster is one segment.</summary>
    public static string Decoded(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
