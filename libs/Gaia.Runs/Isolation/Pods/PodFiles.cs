using System.Formats.Tar;
using System.Text;
using Gaia.Configurations.Archives;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>The workdir's files on their way to the pod and back. What the pod has already is not sent again.</summary>
internal sealed class PodFiles(WorkDirectory work)
{
    private const int MaxFiles = 100_000;
    private readonly Dictionary<string, (DateTime Changed, long Bytes)> known = new(StringComparer.Ordinal);

    /// <summary>A tar, relative to the workdir's root, of what changed here and of the program's own folder.</summary>
    /// <param name="done">Call it when the pod has it.</param>
    /// <returns>A file that goes when it is closed.</returns>
    public FileStream Pack(string folder, PodCall call, out Action done)
    {
        // In a folder that nobody else may open.
        var file = new FileStream(work.Fresh(), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        var sent = new List<(string Path, (DateTime, long) Stamp)>();
        using (var tar = new TarWriter(file, TarEntryFormat.Gnu, leaveOpen: true))
        {
            if (known.Count == 0)
                foreach (var place in work.Folders.Concat(Folders(work.Tree)).Append(RunPod.Control(work.Root)))
                    tar.WriteEntry(new GnuTarEntry(TarEntryType.Directory, Relative(place)));
            foreach (var info in Files())
            {
                var stamp = (info.LastWriteTimeUtc, info.Length);
                if (known.TryGetValue(info.FullName, out var before) && before == stamp) continue;
                tar.WriteEntry(info.FullName, Relative(info.FullName));
                sent.Add((info.FullName, stamp));
            }
            Write(tar, Path.Combine(folder, "run"), RunPodScripts.Run(folder, call, work.Home, work.Temporary));
            if (call.Input is { } input) Write(tar, Path.Combine(folder, "in"), Encoding.UTF8.GetBytes(input));
        }
        file.Position = 0;
        done = () =>
        {
            foreach (var (path, stamp) in sent) known[path] = stamp;
        };
        return file;
    }

    /// <summary>
    /// Takes what the pod sends of its files. The code of a run may have made it: nothing but files below the tree is taken, and only so much.
    /// </summary>
    /// <param name="limit">Bytes of all its files.</param>
    /// <exception cref="RunFailure">It breaks the rules.</exception>
    public void Unpack(string tar, long limit)
    {
        try
        {
            ReturnedFiles.Unpack(tar, work.Tree, limit, MaxFiles);
        }
        catch (Exception refused) when (refused is InvalidDataException or UnauthorizedAccessException)
        {
            throw new RunFailure($"What came back from the run's pod is refused: {refused.Message}.", "Look at what the component's programs and providers leave in their folder.");
        }
        // It is as the pod has it.
        foreach (var info in Files()) known[info.FullName] = (info.LastWriteTimeUtc, info.Length);
    }

    private string Relative(string path) => Path.GetRelativePath(work.Root, path);

    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(work.Tree).EnumerateFiles("*", All);

    private static IEnumerable<string> Folders(string tree) => Directory.EnumerateDirectories(tree, "*", All);

    private void Write(TarWriter tar, string path, byte[] bytes) => tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, Relative(path))
    {
        DataStream = new MemoryStream(bytes), Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
