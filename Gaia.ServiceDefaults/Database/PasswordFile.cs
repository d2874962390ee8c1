using Gaia.ServiceDefaults.Settings;

namespace Gaia.ServiceDefaults.Database;

/// <summary>A password that is not in the environment of the process: a file of mode 0600, or a secret that is mounted.</summary>
internal static class PasswordFile
{
    /// <param name="setting">That names the file, for the error.</param>
    /// <exception cref="PasswordFileException">It is not there, cannot be read, is empty, or is readable by everybody.</exception>
    public static string Read(string path, string setting)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle).HasFlag(UnixFileMode.OtherRead))
                throw new PasswordFileException(setting, path, "may be read by every account of this machine. Make it the service's own: chmod 0600 (in Kubernetes defaultMode: 0400 and fsGroup).");
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().TrimEnd('\r', '\n') is { Length: > 0 } password ? password
                : throw new PasswordFileException(setting, path, "is empty. Write the password into it.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PasswordFileException(setting, path, fault is FileNotFoundException or DirectoryNotFoundException
                ? "does not exist. Mount or write it, or correct the setting."
                : $"cannot be read: {fault.Message}");
        }
    }
}

/// <summary>Names the setting and the file.</summary>
public sealed class PasswordFileException(string setting, string path, string problem) : WrongSettingException($"{setting}: the password file {path} {problem}");
