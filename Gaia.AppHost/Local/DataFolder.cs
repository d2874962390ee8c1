using System.Security.Cryptography;
using System.Text;

namespace Gaia.AppHost.Local;

/// <summary>
/// What outlives a run on this machine: servers/ (the data of PostgreSQL and Redis as processes), files/ (what API and
/// worker share), apphost.json (what runs now). `--data-folder`, else .gaia in the checkout.
/// </summary>
internal sealed record DataFolder(string Root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Files => Path.Combine(Root, "files");
    public string LockFile => Path.Combine(Root, "apphost.lock");
    public string RunFile => Path.Combine(Root, "apphost.json");

    /// <summary>Tells the data of one checkout from that of its copies.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..10];

    /// <summary>
    /// Started as root, servers run as accounts that must be able to pass every folder above their data. Where they cannot
    /// (a clone under /root) it is kept under /var/lib/gaia.
    /// </summary>
    public string Servers => Environment.IsPrivilegedProcess && !IsPassable(Path.GetDirectoryName(Root)!)
        ? Path.Combine("/var/lib/gaia", Key)
        : Path.Combine(Root, "servers");

    public static DataFolder Of(IDistributedApplicationBuilder app) => new(Path.GetFullPath(
        app.Configuration["data-folder"] ?? app.Configuration["GAIA_APPHOST_DATA"] ?? Path.Combine(app.AppHostDirectory, "..", ".gaia")));

    public string Server(string name) => Path.Combine(Servers, name);

    public void Create()
    {
        Directory.CreateDirectory(Root, Passable);
        Directory.CreateDirectory(Files, OwnerOnly);
        Directory.CreateDirectory(Servers, Passable);
    }

    public void Clean()
    {
        foreach (var folder in new[] { Files, Servers }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    private static bool IsPassable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (at.Exists && !at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        return true;
    }
}
