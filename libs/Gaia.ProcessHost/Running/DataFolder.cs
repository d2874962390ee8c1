using System.Security.Cryptography;
using System.Text;

namespace Gaia.ProcessHost.Running;

/// <summary>
/// Where an AppHost keeps what outlives it: volumes/ (data of servers), parameters/ (generated secrets, 0600), files/
/// (what the services share) and logs/. Removed as a whole by --clean.
/// </summary>
internal sealed record DataFolder(string Root, bool IsThrowaway = false)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly string[] Parts = ["volumes", "parameters", "files", "logs"];

    public string LockFile => Path.Combine(Root, "apphost.lock");
    public string HolderFile => Path.Combine(Root, "apphost.pid");
    public string GuardLockFile => Path.Combine(Root, "guards.lock");
    public string Logs => Path.Combine(Root, "logs");
    public string Files => Path.Combine(Root, "files");

    /// <summary>
    /// .gaia beside the AppHost's folder. Started as root, servers run as an account that must be able to pass every
    /// folder above its data; where it cannot (a clone under /root), the data is kept under /var/lib/gaia.
    /// </summary>
    public static DataFolder Of(string? chosen, string appHostDirectory)
    {
        if (!string.IsNullOrWhiteSpace(chosen))
            return new DataFolder(Path.GetFullPath(chosen));
        var beside = Path.GetFullPath(Path.Combine(appHostDirectory, "..", ".gaia"));
        if (Unix.EffectiveUser() != 0 || IsReachable(Path.GetDirectoryName(beside)!))
            return new DataFolder(beside);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(beside)))[..12];
        return new DataFolder($"/var/lib/gaia/{key}");
    }

    public static DataFolder Throwaway() => new(Path.Combine(Path.GetTempPath(), $"gaia-apphost-{Guid.NewGuid():N}"), IsThrowaway: true);

    public void Create()
    {
        Directory.CreateDirectory(Root, Passable);
        foreach (var part in Parts)
            Directory.CreateDirectory(Path.Combine(Root, part), part is "volumes" ? Passable : OwnerOnly);
    }

    public void Clean()
    {
        foreach (var part in Parts.Select(part => Path.Combine(Root, part)).Where(Directory.Exists))
            Directory.Delete(part, recursive: true);
        Create();
    }

    public void Remove()
    {
        if (IsThrowaway && Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    /// <summary>A folder that only the given account (ours when null) can open.</summary>
    public string Volume(string name, UnixAccount? owner)
    {
        var folder = Path.Combine(Root, "volumes", name);
        Directory.CreateDirectory(folder, OwnerOnly);
        if (owner is not null)
            Unix.ChangeOwner(folder, owner);
        return folder;
    }

    /// <summary>For a server without WithDataVolume; emptied at every start.</summary>
    public string NotKept(string name) => Path.Combine(Root, "volumes", NotKeptName(name));

    public static string NotKeptName(string name) => $"{name}-not-kept";

    public static bool IsReachable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.Exists && !at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }
        return true;
    }
}
