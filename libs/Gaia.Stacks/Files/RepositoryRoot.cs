using System.Diagnostics.CodeAnalysis;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Microsoft.Win32.SafeHandles;

namespace Gaia.Stacks.Files;

/// <summary>
/// What a configuration may read and write: everything that follows from a path in it goes through here. A confined one is a
/// folder that no path, link or device leads out of, whatever lies outside: a refusal does not tell.
/// </summary>
public sealed class RepositoryRoot
{
    /// <summary>Code of the refusal.</summary>
    public const string Outside = "path.outside";

    private readonly string? given;
    private readonly string? real;

    private RepositoryRoot(string? folder)
    {
        if (folder is null) return;
        given = Paths.Join("/", folder);
        using var held = OperatingSystem.IsLinux() ? HeldPath.TryHold(given + "/.") : null;
        real = held?.Location ?? new DirectoryInfo(given).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? given;
    }

    /// <summary>As Atmos has it: a person's own configuration reads and writes whatever that person may.</summary>
    public static RepositoryRoot Anywhere { get; } = new(null);

    /// <param name="folder">Absolute.</param>
    public static RepositoryRoot ConfinedTo(string folder) => new(folder);

    [MemberNotNullWhen(true, nameof(given), nameof(real), nameof(Folder))]
    public bool IsConfined => given is not null;

    // Only Linux lets a file be held while it is looked at.
    private bool Holds => IsConfined && OperatingSystem.IsLinux();

    /// <summary>Absolute, as it was given; null where nothing is confined.</summary>
    public string? Folder => given;

    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    /// <returns>The path itself.</returns>
    public string Demand(string path, SourceMark mark = default)
    {
        if (IsConfined) Real(path, mark);
        return path;
    }

    /// <summary>Reads on behalf of what is written there: a refusal names the place.</summary>
    public T At<T>(SourceMark mark, Func<T> read)
    {
        if (!IsConfined) return read();
        try
        {
            return read();
        }
        catch (WorkExceededException fault) when (fault.Mark.File is null && mark.File is not null)
        {
            throw fault.At(mark);
        }
        catch (StacksInvalidException fault) when (fault.Code is Outside or "path.invalid" or "path.pattern" && fault.Mark.File is null && mark.File is not null)
        {
            throw new StacksInvalidException(fault.Code, fault.Message, mark, null, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StacksInvalidException("file.unreadable", $"cannot read the file: {fault.Message}", mark, null, fault);
        }
    }

    public bool FileExists(string path) => IsConfined ? Kind(path) is not (FileKind.None or FileKind.Folder) : File.Exists(path);

    public bool FolderExists(string path) => IsConfined ? Kind(path) is FileKind.Folder : Directory.Exists(path);

    /// <summary>Opens a file for reading, and no device or FIFO.</summary>
    /// <exception cref="IOException">It is not there, or no file.</exception>
    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    public SafeFileHandle Open(string path)
    {
        if (!Holds)
        {
            RegularFile.Demand(path);
            return Directory.Exists(path) ? throw NotAFile(path) : File.OpenHandle(Real(path));
        }

        using var held = Hold(path) ?? throw new FileNotFoundException($"Could not find file '{path}'.", path);
        return held.Kind switch
        {
            FileKind.Regular => Opened(held, path),
            FileKind.Folder => throw NotAFile(path),
            _ => throw RegularFile.Special(path),
        };
    }

    // What it is held by says nothing to people.
    private static SafeFileHandle Opened(HeldPath held, string path)
    {
        try
        {
            return File.OpenHandle(held.Again);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.", fault);
        }
    }

    private static UnauthorizedAccessException NotAFile(string path) => new($"'{path}' is a folder, not a file.");

    /// <inheritdoc cref="Open"/>
    public byte[] Bytes(string path)
    {
        using var stream = new FileStream(Open(path), FileAccess.Read);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <inheritdoc cref="Open"/>
    public string Text(string path)
    {
        using var reader = new StreamReader(new FileStream(Open(path), FileAccess.Read));
        return reader.ReadToEnd();
    }

    /// <summary>Null where there is no such folder. A link that leads outside counts as a file: to read it is refused.</summary>
    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    public IReadOnlyList<RootEntry>? Entries(string folder)
    {
        using var held = Holds ? Hold(folder) : null;
        if (Holds ? held?.Kind is not FileKind.Folder : !Directory.Exists(Real(folder))) return null;
        return
        [
            .. new DirectoryInfo(held?.Again ?? folder).EnumerateFileSystemInfos().Select(entry =>
                entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    ? new RootEntry(entry.Name, LeadsToFolder(Path.Join(folder, entry.Name)), true)
                    : new RootEntry(entry.Name, entry is DirectoryInfo, false)).OrderBy(entry => entry.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Where the links of a path lead. Of an unconfined root it is the path itself.</summary>
    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    public string Real(string path, SourceMark mark = default)
    {
        if (!IsConfined) return path;
        return Below(path) is { } below && LinkWalk.Within(real, below) is { } found ? found : throw Refused(path, mark);
    }

    /// <summary>Writes a file with the folders it needs. A confined one is put in its place whole: a link there is never written through.</summary>
    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Real(path);
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        if (!Holds)
        {
            RegularFile.Write(target, content);
            return;
        }

        using var held = Hold(folder) ?? throw new DirectoryNotFoundException($"Could not find a part of the path '{folder}'.");
        var writing = Path.Join(held.Again, $".{Guid.NewGuid():n}");
        using (var file = new FileStream(writing, FileMode.CreateNew, FileAccess.Write)) file.Write(content);
        File.Move(writing, Path.Join(held.Again, Path.GetFileName(target)), overwrite: true);
    }

    /// <summary>The nearest folder upward that git knows, or null; of a confined root none above it.</summary>
    public string? GitRoot(string folder) => Paths.GitRoot(folder) is { } found && (!IsConfined || Below(found) is not null) ? found : null;

    private FileKind Kind(string path)
    {
        if (!Holds)
            return Real(path) is var found && Directory.Exists(found) ? FileKind.Folder : File.Exists(found) ? FileKind.Regular : FileKind.None;
        using var held = Hold(path);
        return held?.Kind ?? FileKind.None;
    }

    private bool LeadsToFolder(string path)
    {
        if (!IsConfined) return Directory.Exists(path);
        return Below(path) is { } below && LinkWalk.Within(real, below) is { } found && Kind(found) is FileKind.Folder;
    }

    // What was found is asked once more where it lies: it may have been moved, or a link put in the way, since the walk.
    private HeldPath? Hold(string path)
    {
        var held = HeldPath.TryHold(Real(path));
        if (held is null || (held.Kind is not FileKind.Link && LinkWalk.IsBelow(real!, held.Location))) return held;
        held.Dispose();
        throw Refused(path, default);
    }

    private string? Below(string path)
    {
        var full = Paths.Join(given!, path);
        return LinkWalk.IsBelow(given!, full) ? full[given!.Length..] : LinkWalk.IsBelow(real!, full) ? full[real!.Length..] : null;
    }

    private StacksInvalidException Refused(string path, SourceMark mark) => new(Outside,
        $"'{Path.GetRelativePath(given!, Paths.Join(given!, path))}' lies outside of the configuration's root: here a configuration reads and writes only what lies below it, links included", mark);
}
