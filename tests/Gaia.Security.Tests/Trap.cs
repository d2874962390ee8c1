using System.Diagnostics;

namespace Gaia.Security.Tests;

/// <summary>
/// A repository's folder with a secret beside it. The file that holds it is a state, a manifest, a schema and a workflow at once, so that
/// whatever reads it shows the secret.
/// </summary>
internal sealed class Trap : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-trap-").FullName;

    public Trap()
    {
        Secret = $"canary-{Guid.NewGuid():n}";
        Put(Outside, "canary.yaml", $$"""
            {"version": 4, "canary": "{{Secret}}", "outputs": {"secret": {"value": "{{Secret}}"} }, "vars": {"canary": "{{Secret}}" },
             "workflows": {"canary": {"description": "{{Secret}}", "steps": [{"command": "{{Secret}}"} ] } },
             "properties": {"vars": {"const": "{{Secret}}"} }, "import": [], "components": {"terraform": {"{{Secret}}": {"vars": {"stage": "x"} } } } }
            """);
        Put(Outside, "canary.tf", $"variable \"canary\" {{\n  type = \"{Secret}\"\n}}\nterraform {{\n  backend \"{Secret}\" {{}}\n}}\n");
        Put(Outside, "canary.aws", $"[default]\nregion = {Secret}\n");
        Directory.CreateDirectory(At("links/real"));
        File.CreateSymbolicLink(At("links/absolute"), Outside);
        File.CreateSymbolicLink(At("links/relative"), "../../outside");
        File.CreateSymbolicLink(At("links/chain"), "chain2");
        File.CreateSymbolicLink(At("links/chain2"), At("links/absolute"));
        File.CreateSymbolicLink(At("links/real/middle"), "../../../outside/.");
        File.CreateSymbolicLink(At("links/loop"), "loop");
        File.CreateSymbolicLink(At("links/back"), "../../outside/../root/links/real/../relative");
        foreach (var folder in (string[])["links/files", "links/pipes", "links/devices"]) Directory.CreateDirectory(At(folder));
        string[] names = ["canary.yaml", "canary.tf", "canary.aws"];
        using var pipes = Process.Start("mkfifo", names.Select(name => At($"links/pipes/{name}")));
        pipes.WaitForExit();
        foreach (var name in names)
        {
            File.CreateSymbolicLink(At($"links/files/{name}"), Path.Join(Outside, name));
            File.CreateSymbolicLink(At($"links/devices/{name}"), "/dev/zero");
        }
    }

    public string Secret { get; }

    public string Root => Path.Join(folder, "root");

    public string Outside => Path.Join(folder, "outside");

    public string At(string path) => Path.Join(Root, path);

    public void Put(string path, string text) => Put(Root, path, text);

    /// <summary>What lies outside, with content: nothing may be added, changed or taken away.</summary>
    public string OutsideNow() => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.TopDirectoryOnly)
        .Concat(Directory.EnumerateFileSystemEntries(Outside, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
        .Select(path => File.Exists(path) ? $"{path}: {File.ReadAllText(path)}" : path));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Put(string root, string path, string text)
    {
        var full = Path.Join(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
