using Gaia.Stacks.Files;
using Gaia.Templates;

namespace Gaia.Stacks.Evaluation;

/// <summary>The files of a repository as templates ask for them.</summary>
/// <param name="seen">Told the absolute path of each file and folder that a template reads or asks about.</param>
internal sealed class TemplateFiles(RepositoryRoot root, string basePath, Action<string> seen) : ITemplateFiles
{
    public string Locate(string path)
    {
        var full = root.Demand(Paths.Join(basePath, path));
        seen(full);
        return full;
    }

    public bool FileExists(string path) => root.FileExists(path);

    public bool FolderExists(string path) => root.FolderExists(path);

    public Stream Open(string path) => new FileStream(root.Open(path), FileAccess.Read);

    public IReadOnlyList<TemplateFile>? Entries(string folder) =>
        root.Entries(folder) is { } entries ? [.. entries.Select(entry => new TemplateFile(entry.Name, entry.IsFolder, entry.IsLink))] : null;
}
