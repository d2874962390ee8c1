using System.Diagnostics;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Tests;

namespace Gaia.Vendoring.Tests;

public sealed class RemoteImportTests
{
    private const string Stack = "import: [\"git::file://{0}//shared.yaml?ref=main\"]\nvars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{}}}}}}\n";

    [Fact]
    public void Are_fetched_where_allowed()
    {
        using var origin = new TestRepository(("shared.yaml", "vars: {shared: 1}\n"));
        foreach (var line in (string[])["init -q -b main", "add -A", "-c user.email=a@b -c user.name=t commit -q -m one"])
            Process.Start(new ProcessStartInfo("git", line) { WorkingDirectory = origin.Folder })!.WaitForExit();
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", string.Format(Stack, origin.Folder))) { Fetch = RemoteFile.Fetch };
        repository.Outside = OutsideAccess.RemoteFiles;
        Assert.Equal("1", repository.Find("app", "dev").Merged.At("vars", "shared")!.ToString());
    }

    [Theory]
    [InlineData("git::file://{0}", "remote.no-path", "names no file")]
    [InlineData("git::file://{0}//nope.yaml", "remote.failed", "there is no 'nope.yaml' in it")]
    [InlineData("git::file://{0}//folder", "remote.failed", "it is a folder")]
    [InlineData("git::file://{0}//shared.yaml?ref=v9", "remote.failed", "no reference 'v9'")]
    [InlineData("git::file://{0}//../../etc/passwd", "remote.failed", "would leave")]
    public void What_cannot_be_fetched_is_told_with_its_place(string address, string code, string message)
    {
        using var origin = new TestRepository(("shared.yaml", "vars: {shared: 1}\n"), ("folder/x.yaml", ""));
        foreach (var line in (string[])["init -q -b main", "add -A", "-c user.email=a@b -c user.name=t commit -q -m one"])
            Process.Start(new ProcessStartInfo("git", line) { WorkingDirectory = origin.Folder })!.WaitForExit();
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", $"vars: {{stage: dev}}\nimport:\n  - {string.Format(address, origin.Folder)}\n")) { Fetch = RemoteFile.Fetch };
        repository.Outside = OutsideAccess.RemoteFiles;
        var fault = repository.Fails();
        Assert.Equal((code, 3), (fault.Code, fault.Mark.Line));
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void Are_refused_elsewhere()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", string.Format(Stack, "/nowhere"))) { Fetch = RemoteFile.Fetch };
        var fault = repository.Fails();
        Assert.Equal(("outside.remote-files", 1), (fault.Code, fault.Mark.Line));
    }
}
