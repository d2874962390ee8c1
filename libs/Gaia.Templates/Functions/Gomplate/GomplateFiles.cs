using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Reading files; writing them from a template is refused.</summary>
internal static class GomplateFiles
{
    private const long BiggestFile = 32 * 1024 * 1024;

    public static void AddTo(FunctionTable table)
    {
        table.Add("file.Read", 1, call => Make.Text(Read(call, Locate(call, Convert.Text(call, 0)))));
        table.Add("file.Exists", 1, call => Make.Bool(Path.Exists(Locate(call, Convert.Text(call, 0)))));
        table.Add("file.IsDir", 1, call => Make.Bool(Directory.Exists(Locate(call, Convert.Text(call, 0)))));
        table.Add("file.ReadDir", 1, call => Make.Texts(Entries(call).Select(entry => Path.GetFileName(entry)!)));
        table.Add("file.Walk", 1, call => Make.Texts(Walk(call, Locate(call, Convert.Text(call, 0)))));
        table.AddOpen("file.Write", 0, call => throw call.Fail("a template may not write files"));
    }

    /// <summary>The absolute path, if the host lets templates read it. Links are followed before that is decided.</summary>
    public static string Locate(TemplateCall call, string path)
    {
        var host = call.Options.Host;
        if (host.Folder is not { } folder) throw call.Fail("reading files is not allowed here");
        var full = Path.GetFullPath(path, folder);
        if (host.ConfineFilesTo is { } wall && !(IsBelow(full, wall) && IsBelow(RealPath(full), RealPath(wall))))
            throw call.Fail($"'{path}' lies outside of '{wall}'");
        host.Seen?.Invoke(full);
        return full;
    }

    public static string Read(TemplateCall call, string path)
    {
        try
        {
            if (new FileInfo(path).Length > BiggestFile) throw call.Fail($"'{path}' is larger than {BiggestFile} bytes");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw call.Fail($"cannot read '{path}': {e.Message}");
        }
    }

    private static IEnumerable<string> Entries(TemplateCall call)
    {
        var path = Locate(call, Convert.Text(call, 0));
        return Directory.Exists(path) ? Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal) : throw call.Fail($"'{path}' is no folder");
    }

    private static IEnumerable<string> Walk(TemplateCall call, string folder)
    {
        call.Execution.Step(call.At);
        yield return folder;
        if (!Directory.Exists(folder)) yield break;
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            // A link to a folder could lead in circles.
            if (Directory.Exists(entry) && new DirectoryInfo(entry).LinkTarget is null)
                foreach (var below in Walk(call, entry)) yield return below;
            else yield return entry;
        }
    }

    private static bool IsBelow(string path, string wall) =>
        path == wall || path.StartsWith(wall.TrimEnd('/') + "/", StringComparison.Ordinal);

    // Resolves links in every part of the path, not only the last.
    private static string RealPath(string path)
    {
        var real = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = info.Exists && info.LinkTarget is not null ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next : next;
        }
        return real;
    }
}
