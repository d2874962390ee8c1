using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class AppHostStartTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public AppHostStartTests() => folder.Write("lib/Gaia.AppHost/Gaia.AppHost.dll", "");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_asked_for_is_handed_on() => Assert.Equal(
        ["--console", "--announce=false", $"--data-folder={folder.Root}", "--port=8081", "--watch", "--clean", "--processes", "--aws=local", "--no-sample"],
        Arguments(new() { Port = 8081, Watch = true, Clean = true, Yes = true, Processes = true, Aws = "local", NoSample = true, Detach = true }));

    [Fact]
    public void What_was_not_is_left_to_the_AppHost() => Assert.Equal(["--console", "--announce=false", $"--data-folder={folder.Root}"], Arguments(new()));

    [Fact]
    public void The_services_find_the_dotnet_that_was_found()
    {
        folder.Write("sdk/dotnet", "");
        Assert.Equal($"{folder.Root}/sdk:/usr/bin", Environment("/usr/bin")["PATH"]);
    }

    [Fact]
    public void Tofu_stands_in_where_there_is_no_terraform()
    {
        Program("bin/tofu");
        Assert.Equal("tofu", Environment($"{folder.Root}/bin")["Gaia__TerraformCommand"]);
        Program("bin/terraform");
        Assert.False(Environment($"{folder.Root}/bin").ContainsKey("Gaia__TerraformCommand"));
    }

    private void Program(string path) =>
        File.SetUnixFileMode(Path.Combine(folder.Write(path, "").Root, path), UnixFileMode.UserRead | UnixFileMode.UserExecute);

    private IReadOnlyList<string> Arguments(ServeOptions options) =>
        new AppHostStart(folder.Context(), new Installation(null, folder.Root), folder.Data, "dotnet", options).Arguments;

    private IReadOnlyDictionary<string, string> Environment(string path) =>
        AppHostEnvironment.Of(folder.Context(environment: new KeyValuePair<string, string>("PATH", path)), new Installation(null, folder.Root), $"{folder.Root}/sdk/dotnet");
}
