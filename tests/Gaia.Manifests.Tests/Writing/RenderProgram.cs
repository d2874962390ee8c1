using System.Diagnostics;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

/// <summary>kubectl or helm over written files. Tests that need one are skipped by its name where it is not installed.</summary>
internal sealed class RenderProgram : IDisposable
{
    private readonly string program;
    private readonly string folder;

    public RenderProgram(string program, IReadOnlyList<OutputFile> files)
    {
        this.program = program;
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, program))), $"needs {program} on the PATH");
        folder = Directory.CreateTempSubdirectory("gaia-manifests-").FullName;
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)), $"{program} did not end.");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}:\n{output}{errors.Result}");
        return output;
    }

    /// <summary>What it prints are these objects, in whatever order.</summary>
    public static void AssertObjects(IReadOnlyList<KubernetesObject> wanted, string printed)
    {
        var found = YamlReader.ReadAll(printed).OfType<MapNode>().ToDictionary(Key);
        Assert.Equal(wanted.Select(item => Key(item.Content)).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(wanted, item => Assert.Equal(YamlForm.Plain.Text(item.Content), YamlForm.Plain.Text(found[Key(item.Content)])));
    }

    private static string Key(MapNode item) => $"{item.Text("kind")} {item.Map("metadata")!.Text("namespace")}/{item.Map("metadata")!.Text("name")}";
}
