using System.Net;
using System.Net.Sockets;

namespace Gaia.AppHost.Local;

/// <summary>What the resources need of this machine. All that is missing is named at once, before anything starts.</summary>
internal sealed class Requirements
{
    private const long LeastFreeBytes = 200L << 20;
    private readonly List<Func<Missing?>> _checks = [];

    /// <param name="Problem">A whole sentence.</param>
    /// <param name="Package">The Debian package that mends it, if one does.</param>
    internal sealed record Missing(string Problem, string? Package = null);

    public void Add(Func<Missing?> check) => _checks.Add(check);

    public void AddProgram(string resource, string package, params string[] alternatives) => Add(() =>
        alternatives.Any(name => ProgramFolders.OfThisMachine.Find(name) is not null) ? null : new($"'{resource}' needs {string.Join(" or ", alternatives)}, which is not on this machine.", package));

    /// <summary>What guard.sh and the servers' scripts are made of.</summary>
    public void AddShellTools() => Add(() => new[] { "setpriv", "setsid", "flock" }.Where(name => ProgramFolders.OfThisMachine.Find(name) is null).ToList() is { Count: > 0 } missing
        ? new($"Starting processes needs {string.Join(", ", missing)}, which this machine does not have.", "util-linux")
        : null);

    public void AddPort(string resource, int port, string instead) => Add(() =>
        IsFree(port) ? null : new($"Port {port} of '{resource}' is taken{Holder(port)}. Choose another one: {instead}."));

    public void AddSpace(string folder) => Add(() => new DriveInfo(folder) is { AvailableFreeSpace: < LeastFreeBytes } drive
        ? new($"Only {drive.AvailableFreeSpace >> 20} MB are free where {folder} lies; at least {LeastFreeBytes >> 20} MB are needed. Make room, or choose another place: --data-folder FOLDER.")
        : null);

    /// <exception cref="CannotStartException">Something is missing.</exception>
    public void Verify()
    {
        var missing = _checks.Select(check => check()).OfType<Missing>().ToList();
        if (missing.Count == 0)
            return;
        var packages = missing.Select(each => each.Package).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var install = packages.Count == 0 ? "" : $"\nInstall what is missing: {(Home.Current.Checkout is null ? "" : "./scripts/dev-setup.sh, or: ")}sudo apt-get install -y {string.Join(' ', packages)}";
        throw new CannotStartException(string.Join('\n', missing.Select(each => each.Problem)) + install);
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Holder(int port) => PortHolder.Of(port) is { } holder ? $" by pid {holder.Pid} ({holder.Command})" : "";
}
