using System.Security.Cryptography;

namespace Gaia.AppHost.Local;

/// <summary>A password in a file that only this account can read; made at the first start, and kept.</summary>
internal static class ServiceSecret
{
    private const int Length = 48;

    public static string FileOf(DataFolder data, string service) => Path.Combine(data.Secrets, $"{service}-database-password");

    public static void Ensure(string file)
    {
        if (File.Exists(file) && new FileInfo(file).Length > 0)
            return;
        var beside = $"{file}.new"; // renamed when it is whole
        File.Delete(beside);
        using (var stream = new FileStream(beside, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            using var text = new StreamWriter(stream);
            text.Write(RandomNumberGenerator.GetHexString(Length, lowercase: true));
        }
        File.Move(beside, file, overwrite: true);
    }
}
