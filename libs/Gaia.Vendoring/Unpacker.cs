using System.Formats.Tar;
using System.IO.Compression;

namespace Gaia.Vendoring;

/// <summary>
/// Unpacks an archive that nobody vouches for: names that leave the folder are refused, links and devices are left out,
/// files and bytes are counted as they come, whatever the headers promise.
/// </summary>
internal static class Unpacker
{
    public static void Unpack(string archive, string folder, VendorLimits limits, VendorSource source)
    {
        Directory.CreateDirectory(folder);
        var budget = new Budget(limits, source);
        try
        {
            using var stream = File.OpenRead(archive);
            if (archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) Zip(stream, folder, budget, source);
            else if (archive.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)) Tar(stream, folder, budget, source);
            else
            {
                using var plain = new GZipStream(stream, CompressionMode.Decompress);
                Tar(plain, folder, budget, source);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw VendorErrors.Fetch(source, $"the archive '{Path.GetFileName(archive)}' is damaged: {e.Message}", e);
        }
    }

    private static void Tar(Stream stream, string folder, Budget budget, VendorSource source)
    {
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            budget.CountFile();
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)) continue;
            Write(entry.DataStream, Below(folder, entry.Name, source), budget, (entry.Mode & UnixFileMode.UserExecute) != 0);
        }
    }

    private static void Zip(Stream stream, string folder, Budget budget, VendorSource source)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            budget.CountFile();
            const int linkType = 0xA000;
            var mode = entry.ExternalAttributes >> 16;
            if (entry.FullName.EndsWith('/') || (mode & 0xF000) == linkType) continue;
            using var content = entry.Open();
            Write(content, Below(folder, entry.FullName, source), budget, (mode & 0x40) != 0);
        }
    }

    private static void Write(Stream? content, string path, Budget budget, bool executable)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        var buffer = new byte[81920];
        for (int count; content is not null && (count = content.Read(buffer)) > 0;)
        {
            budget.CountBytes(count);
            file.Write(buffer, 0, count);
        }
        if (executable && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
    }

    private static string Below(string folder, string name, VendorSource source)
    {
        var parts = name.Replace('\\', '/').Split('/');
        if (name.StartsWith('/') || parts.Contains("..") || name.Contains('\0')) throw VendorErrors.Fetch(source, $"the archive holds '{name}', which would leave its folder");
        var path = Path.GetFullPath(Path.Join(folder, name));
        return path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal) ? path : throw VendorErrors.Fetch(source, $"the archive holds '{name}', which would leave its folder");
    }

    private sealed class Budget(VendorLimits limits, VendorSource source)
    {
        private int files;
        private long bytes;

        public void CountFile()
        {
            if (++files > limits.Files) throw VendorErrors.Fetch(source, $"it has more than {limits.Files} files");
        }

        public void CountBytes(int count)
        {
            if ((bytes += count) > limits.Bytes) throw VendorErrors.Fetch(source, $"it unpacks to more than {limits.Bytes} bytes");
        }
    }
}
