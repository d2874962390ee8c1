using Gaia.Cli.Contexts;
using Gaia.Cli.Tests.Serve;

namespace Gaia.Cli.Tests.Contexts;

public sealed class ServedHereTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public ServedHereTests()
    {
        folder.Write(".gaia/apphost.json", """{"pid":1,"api":"http://localhost:8081","servers":"processes"}""");
        File.SetUnixFileMode(Path.Combine(folder.Root, ".gaia/apphost.json"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_AppHost_of_the_folder_or_one_above_is_found_while_it_runs()
    {
        var below = Directory.CreateDirectory(Path.Combine(folder.Root, "components", "app")).FullName;
        using (folder.Hold(".gaia/apphost.lock"))
        {
            Assert.Equal(new("http://localhost:8081"), ServedHere.Find(folder.Context()));
            Assert.Equal(new("http://localhost:8081"), ServedHere.Find(folder.Context() with { WorkingDirectory = below }));
        }
        Assert.Null(ServedHere.Find(folder.Context()));
    }

    [Fact]
    public async Task A_lock_that_is_a_FIFO_is_refused_and_never_waited_for()
    {
        await NamedPipe.MakeAsync(Path.Combine(folder.Root, ".gaia/apphost.lock"));
        var refusal = await Task.Run(() => Assert.Throws<IOException>(() => ServedHere.Find(folder.Context()))).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Contains("apphost.lock is neither a file nor a folder but a FIFO", refusal.Message);
    }

    [Fact]
    public async Task After_the_current_context_is_deleted_it_is_the_one_that_commands_have()
    {
        using var held = folder.Hold(".gaia/apphost.lock");
        var environment = new Dictionary<string, string> { ["HOME"] = folder.Root };
        await CliRun.OfAsync(["context", "set", "prod", "--url", "https://gaia.example"], environment, folder.Root);
        await CliRun.OfAsync(["context", "use", "prod"], environment, folder.Root);
        Assert.Equal("Context prod is deleted. It was the current one.\nNothing is current: commands go to the Gaia that is served from this checkout, http://localhost:8081. `gaia context use NAME` ends that.\n",
            (await CliRun.OfAsync(["context", "delete", "prod"], environment, folder.Root)).Error);
    }

    [Fact]
    public void A_file_that_others_could_have_written_is_passed_over()
    {
        File.SetUnixFileMode(Path.Combine(folder.Root, ".gaia/apphost.json"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        using var held = folder.Hold(".gaia/apphost.lock");
        Assert.Null(ServedHere.Find(folder.Context()));
    }

    [Fact]
    public void One_on_another_machine_is_not_served_here()
    {
        folder.Write(".gaia/apphost.json", """{"pid":1,"api":"https://gaia.example","servers":"processes"}""");
        using var held = folder.Hold(".gaia/apphost.lock");
        Assert.Null(ServedHere.Find(folder.Context()));
    }
}
