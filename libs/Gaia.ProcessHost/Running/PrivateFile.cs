namespace Gaia.ProcessHost.Running;

internal static class PrivateFile
{
    /// <summary>Replaces a file that only the owner (ours when null) can read.</summary>
    public static void Write(string path, string text, UnixAccount? owner = null)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var writer = new StreamWriter(path, options))
            writer.Write(text);
        if (owner is not null)
            Unix.ChangeOwner(path, owner);
    }
}
