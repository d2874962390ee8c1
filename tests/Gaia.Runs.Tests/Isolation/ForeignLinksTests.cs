using Gaia.Runs.Isolation;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Tests.Isolation;

public sealed class ForeignLinksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-links-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Links_that_lead_out_go_and_those_that_builds_make_stay()
    {
        var work = WorkDirectory.At(Path.Combine(folder, "attempt"));
        var secret = Path.Combine(folder, "secret");
        File.WriteAllText(secret, "another's");
        string In(string name) => Path.Combine(work.Tree, name);
        Directory.CreateDirectory(In("component/.terraform/providers"));
        File.WriteAllText(In("component/main.tf"), "");
        File.CreateSymbolicLink(In("component/errored.tfstate"), secret);
        File.CreateSymbolicLink(In("component/relative"), "../../../secret");
        File.CreateSymbolicLink(In("component/other-folder"), folder);
        File.CreateSymbolicLink(In("component/loop"), In("component/loop"));
        File.CreateSymbolicLink(In("component/.terraform/outside"), folder);
        File.CreateSymbolicLink(In("component/roundabout"), ".terraform/outside/secret");
        File.CreateSymbolicLink(In("component/within"), "main.tf");
        File.CreateSymbolicLink(In("component/python"), "/usr/bin/env");
        // By its text it is within the folder, by the links on its way it is not.
        File.CreateSymbolicLink(In("component/shared"), "/usr/share");
        File.CreateSymbolicLink(In("component/planfile"), "shared/../../etc/hostname");
        Directory.CreateDirectory(In("component/closed"));
        File.CreateSymbolicLink(In("component/closed/link"), secret);
        File.SetUnixFileMode(In("component/closed"), UnixFileMode.None);

        ForeignLinks.Remove(work);

        Assert.Empty(Directory.EnumerateFileSystemEntries(In("component/closed")));
        Assert.Equal([".terraform", "closed", "main.tf", "python", "shared", "within"], Directory.EnumerateFileSystemEntries(In("component")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("another's", File.ReadAllText(secret));
    }
}
