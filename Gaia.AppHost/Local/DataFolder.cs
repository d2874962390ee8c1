using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Gaia.AppHost.Local;

/// <summary>
/// What outlives a run on this machine: servers/ (the data of PostgreSQL and Redis as processes), files/ (what API and
/// worker share), secrets/ (their passwords), audit-heads.jsonl, apphost.json (what runs now). `--data-folder`, else .gaia in the checkout.
/// </summary>
internal sealed record DataFolder(string Root)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Files => Path.Combine(Root, "files");
    public string LockFile => Path.Combine(Root, "apphost.lock");
    public string RunFile => Path.Combine(Root, "apphost.json");
    /// <summary>There while the AppHost stops everything (guard.sh).</summary>
    public string StoppingMark => Path.Combine(Root, "stopping");
    /// <summary>What the services prove themselves with, a file each. Nothing that a run executes gets here.</summary>
    public string Secrets => Path.Combine(Root, "secrets");
    /// <summary>Outside of the database, so that a rewritten audit log is found by it.</summary>
    public string AuditHeads => Path.Combine(Root, "audit-heads.jsonl");
    public string PidFile => Path.Combine(Root, "apphost.pid");

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

    /// <exception cref="CannotStartException">It cannot be there, or is somebody else's.</exception>
    public void Create()
    {
        for (var at = Root; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(at))
                throw new CannotStartException($"{at} is a file, where data needs a folder. {Elsewhere}");
        if (Directory.Exists(Root) && OtherOwner() is { } owner)
            throw new CannotStartException($"{Root} belongs to {owner}, and this AppHost runs as {Environment.UserName}. Run it as {owner}, or: {Elsewhere}");
        try
        {
            Directory.CreateDirectory(Root, Passable);
            Directory.CreateDirectory(Files, OwnerOnly);
            Directory.CreateDirectory(Secrets, OwnerOnly);
            Directory.CreateDirectory(Servers, Passable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"{Root} cannot hold the data: {e.Message} {Elsewhere}");
        }
    }

    public void Clean()
    {
        foreach (var folder in new[] { Files, Servers }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        File.Delete(AuditHeads); // of the log that went with the database
    }

    private const string Elsewhere = "Choose another place: --data-folder FOLDER.";

    // .NET does not say who owns a file.
    private string? OtherOwner()
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "[ -O \"$0\" ] || stat -c %U \"$0\"", Root]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } owner ? owner : null;
    }

    private static bool IsPassable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (at.Exists && !at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        return true;
    }
}
