namespace Gaia.Functional.Tests.Samples;

/// <summary>A person's copy of samples/acme in which dev's network has a zone more.</summary>
internal sealed class AcmeFolder : IDisposable
{
    private AcmeFolder(string path) => Path = path;

    public string Path { get; }

    public static AcmeFolder Copy()
    {
        var copy = new AcmeFolder(Directory.CreateTempSubdirectory("gaia-acme-").FullName);
        var source = System.IO.Path.Combine(SourceTree.Root, "samples", "acme");
        foreach (var file in new[] { "*.yaml", "*.tf" }.SelectMany(pattern => Directory.EnumerateFiles(source, pattern, SearchOption.AllDirectories)))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var dev = System.IO.Path.Combine(copy.Path, "stacks", "settings", "dev.yaml");
        var text = File.ReadAllText(dev);
        Assert.Contains("zones: [a, b]", text);
        File.WriteAllText(dev, text.Replace("zones: [a, b]", "zones: [a, b, c]", StringComparison.Ordinal));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
