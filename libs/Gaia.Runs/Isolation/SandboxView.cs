using Gaia.Configurations.Blobs;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>
/// What a sandbox shows, as arguments of bwrap: programs and libraries, what names and certificates need of /etc, the run's own folders, and
/// the files that the operator gives. The rest of the machine is not there.
/// </summary>
/// <param name="files">Of the operator, read-only.</param>
/// <param name="hidden">The data directory: where a folder that is shown holds it, it is empty.</param>
internal sealed class SandboxView(IReadOnlyList<string> files, string hidden)
{
    private static readonly string[] SystemFolders = ["/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32"];

    private static readonly string[] Settings =
    [
        "resolv.conf", "hosts", "host.conf", "hostname", "nsswitch.conf", "gai.conf", "services", "protocols", "passwd", "group", "localtime", "timezone",
        "ssl/certs", "ssl/openssl.cnf", "ssl/cert.pem", "pki/tls/certs", "pki/tls/cert.pem", "pki/tls/openssl.cnf", "pki/ca-trust", "ca-certificates.conf",
        "crypto-policies", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "mime.types", "login.defs",
    ];

    // A namespace of its own for users, also for root: without, what is left of root's rights would be those of the machine.
    private static readonly string[] Namespaces =
        ["--unshare-user", "--unshare-pid", "--unshare-ipc", "--disable-userns", "--cap-drop", "ALL", "--die-with-parent"];

    /// <param name="home">Where the run's own empty home lies.</param>
    public List<string> Arguments(WorkDirectory work, string program, string home)
    {
        List<string> arguments = [.. Namespaces, "--ro-bind", "/usr", "/usr", .. SystemFolders.SelectMany(SystemFolder)];
        foreach (var setting in Settings) arguments.AddRange(["--ro-bind-try", $"/etc/{setting}", $"/etc/{setting}"]);
        // A file of /proc/sys belongs to root, and root without any capability may still write it.
        arguments.AddRange(["--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"]);
        var seen = files.Where(Path.Exists).ToList();
        // On disk: what a plan writes to /tmp its apply finds there.
        string[] places = [work.Tree, work.Plugins, program, hidden, .. seen];
        arguments.AddRange(["--bind", Writable(work, work.Temporary, "/tmp", [home, .. places]), "/tmp"]);
        arguments.AddRange(["--bind", Writable(work, work.Temporary, "/var/tmp", [home, .. places]), "/var/tmp"]);
        arguments.AddRange(["--bind", Writable(work, work.Home, home, places), home]);
        foreach (var file in seen) arguments.AddRange(["--ro-bind", file, file]);
        if (files.Append("/usr").Any(shown => IsWithin(hidden, shown))) arguments.AddRange(["--tmpfs", hidden]);
        if (!IsWithin(program, "/usr")) arguments.AddRange(["--ro-bind", program, program]);
        arguments.AddRange(["--bind", work.Tree, work.Tree, "--bind", work.Plugins, work.Plugins]);
        return [.. arguments, "--remount-ro", "/"];
    }

    // bwrap makes the places of what it shows further below, and follows links on the way there, as the machine's root has them. Where
    // such a place lies below a folder that the run may write, an earlier program of the run may have put links there: then this sandbox
    // has a folder of its own, in which nobody was yet.
    private static string Writable(WorkDirectory work, string folder, string at, IEnumerable<string> places) =>
        places.Any(place => IsWithin(Path.GetFullPath(place), at)) ? PrivateFolder.Create(work.Fresh()) : folder;

    /// <summary>Where the home may lie: as the worker has it, unless it would cover what has to be seen.</summary>
    public static string Home(string? wanted)
    {
        var home = wanted is ['/', ..] ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted)) : "/";
        return home is "/" or "/tmp" or "/var" or "/var/tmp" || SystemFolders.Concat(["/usr", "/etc", "/proc", "/dev"]).Any(folder => IsWithin(home, folder)) ? "/home/run" : home;
    }

    public static bool IsWithin(string path, string folder) => path == folder || path.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal);

    private static string[] SystemFolder(string path) => new DirectoryInfo(path) switch
    {
        { LinkTarget: { } target } => ["--symlink", target, path],
        { Exists: true } => ["--ro-bind", path, path],
        _ => [],
    };
}
