namespace Gaia.AppHost.Local;

internal static class Programs
{
    // Debian keeps servers where an ordinary user's PATH does not lead.
    private static readonly string[] Beside = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(Beside)
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
