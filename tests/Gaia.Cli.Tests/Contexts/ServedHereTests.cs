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
