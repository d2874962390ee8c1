namespace Gaia.Templates;

/// <summary>The files that a template may read. What it may not, it is told by an exception of the implementation.</summary>
public interface ITemplateFiles
{
    /// <param name="path">As the template gives it.</param>
    /// <returns>Absolute; what the other methods want.</returns>
    string Locate(string path);

    bool FileExists(string path);

    bool FolderExists(string path);

    /// <exception cref="IOException">It is not there, or no file.</exception>
    Stream Open(string path);

    /// <summary>Sorted by name; null where there is no such folder.</summary>
    IReadOnlyList<TemplateFile>? Entries(string folder);
}

/// <summary>A file or folder in a folder.</summary>
public sealed record TemplateFile(string Name, bool IsFolder, bool IsLink);
