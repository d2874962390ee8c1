using System.Globalization;
using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Isolation;

/// <summary>Gives the folders of an attempt to the account it runs as, and takes them back. Whoever reads them later is another run.</summary>
/// <param name="data">The data directory: it and the folders of work may be passed through, not listed.</param>
internal sealed class OwnedFiles(string data, string chown)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public void Give(WorkDirectory work, int account)
    {
        for (var folder = work.Root; SandboxView.IsWithin(folder, data); folder = Path.GetDirectoryName(folder)!) Allow(folder, Passable);
        Own([.. work.Folders], account);
    }

    public void TakeBack(WorkDirectory work)
    {
        if (!Directory.Exists(work.Root)) return;
        Allow(work.Root, Private);
        Own([.. work.Folders.Where(Directory.Exists)], 0);
    }

    private static void Allow(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, mode);
    }

    private void Own(string[] folders, int account)
    {
        var id = account.ToString(CultureInfo.InvariantCulture);
        var (code, _, errors) = new ShortCommand(chown, ["-R", "--no-dereference", $"{id}:{id}", .. folders]).Run(CancellationToken.None);
        if (code != 0) throw new IOException($"The files in {folders[0]} cannot be given to the account {id}: {errors.Trim()}");
    }
}
