using Gaia.Vendoring.Unpacking;

namespace Gaia.Configurations.Archives;

/// <summary>Files that come back from where a stranger's code ran on a configuration: a plain tar, unpacked over what is there.</summary>
public static class ReturnedFiles
{
    /// <summary>Takes files and folders below the folder. Links and devices are left out, since builds make them.</summary>
    /// <param name="tar">A file.</param>
    /// <param name="bytes">Most bytes of all files together.</param>
    /// <param name="files">Most files and folders.</param>
    /// <exception cref="InvalidDataException">A name leads elsewhere, it is too much, or no tar.</exception>
    public static void Unpack(string tar, string folder, long bytes, int files)
    {
        try
        {
            // It is not compressed, so that there is no ratio to look at.
            Unpacker.Unpack(tar, folder, new UnpackRules { Bytes = bytes, Entries = files, Ratio = int.MaxValue, PathBytes = 4096, Lenient = true });
        }
        catch (UnpackException refused)
        {
            throw new InvalidDataException(refused.Message, refused);
        }
    }
}
