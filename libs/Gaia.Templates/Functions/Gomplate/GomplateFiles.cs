namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Reading files; writing them from a template is refused.</summary>
internal static class GomplateFiles
{
    private const long BiggestFile = 32 * 1024 * 1024;

    public static void AddTo(FunctionTable table)
    {
        table.Add("file.Read", 1, call => Make.Text(Read(call, Locate(call, Convert.Text(call, 0)))));
        table.Add("file.Exists", 1, call => Make.Bool(Locate(call, Convert.Text(call, 0)) is var path && (Files(call).FileExists(path) || Files(call).FolderExists(path))));
        table.Add("file.IsDir", 1, call => Make.Bool(Files(call).FolderExists(Locate(call, Convert.Text(call, 0)))));
        table.Add("file.ReadDir", 1, call => Make.Texts(Entries(call).Select(entry => entry.Name)));
        table.Add("file.Walk", 1, call => Make.Texts(Walk(call, Locate(call, Convert.Text(call, 0)))));
        table.AddOpen("file.Write", 0, call => throw call.Fail("a template may not write files"));
    }

    /// <summary>The absolute path, if the host lets templates read it.</summary>
    public static string Locate(TemplateCall call, string path) => Files(call).Locate(path);

    public static string Read(TemplateCall call, string path)
    {
        try
        {
            using var stream = Files(call).Open(path);
            if (stream.Length > BiggestFile) throw call.Fail($"'{path}' is larger than {BiggestFile} bytes");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw call.Fail($"cannot read '{path}': {e.Message}");
        }
    }

    private static ITemplateFiles Files(TemplateCall call) => call.Options.Host.Files ?? throw call.Fail("reading files is not allowed here");

    private static IReadOnlyList<TemplateFile> Entries(TemplateCall call)
    {
        var path = Locate(call, Convert.Text(call, 0));
        return Files(call).Entries(path) ?? throw call.Fail($"'{path}' is not a folder");
    }

    private static IEnumerable<string> Walk(TemplateCall call, string folder)
    {
        call.Execution.Step(call.At);
        yield return folder;
        foreach (var entry in Files(call).Entries(folder) ?? [])
        {
            var path = Path.Join(folder, entry.Name);
            // A link to a folder could lead in circles.
            if (entry is { IsFolder: true, IsLink: false })
                foreach (var below in Walk(call, path)) yield return below;
            else yield return path;
        }
    }
}
