using System.Reflection;

namespace Gaia.Cli.Demo;

/// <summary>The sample's configuration, carried by the program itself: samples/acme as it was at each revision, unpacked for as long as it is needed.</summary>
internal sealed class SampleFiles : IDisposable
{
    private const string Prefix = "samples/acme/";
    private const string History = "history/";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("gaia-demo-");

    public static IReadOnlyList<string> Revisions { get; } =
        [.. Names().Where(name => name.StartsWith(History, StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Distinct().Order(StringComparer.Ordinal)];

    /// <param name="revision">A folder below history; null for the newest files.</param>
    public string At(string? revision)
    {
        var folder = Path.Combine(root.FullName, revision ?? "newest");
        if (Directory.Exists(folder)) return folder;
        foreach (var name in Names().Where(name => !name.StartsWith(History, StringComparison.Ordinal))) Write(name, Path.Combine(folder, name));
        if (revision is null) return folder;
        var overlay = $"{History}{revision}/";
        foreach (var name in Names().Where(name => name.StartsWith(overlay, StringComparison.Ordinal))) Write(name, Path.Combine(folder, name[overlay.Length..]));
        return folder;
    }

    public void Dispose() => root.Delete(recursive: true);

    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    private static void Write(string name, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        using var target = File.Create(path);
        source.CopyTo(target);
    }
}
