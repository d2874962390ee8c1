using CliWrap;
using CliWrap.Buffered;

namespace Gaia.Containers.Tests;

/// <summary>deploy/systemd as systemd-analyze reads it; <see cref="SystemdMachineTests"/> runs it.</summary>
public sealed class SystemdUnitTests : IDisposable
{
    private const string Analyze = "systemd-analyze";

    private readonly string folder = Directory.CreateTempSubdirectory("gaia-units-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_unit_is_understood()
    {
        var units = Directory.GetFiles(Path.Combine(SourceTree.Root, "deploy", "systemd")).Select(Copy).ToArray();
        Assert.NotEmpty(units);
        var verified = await AnalyzeAsync(["verify", .. units]);
        Assert.Equal((0, ""), (verified.ExitCode, verified.StandardOutput + verified.StandardError));
    }

    // Of 100, of which a unit without any directive has 96. The worker's sandboxes need what the others do without.
    [Theory]
    [InlineData("gaia-api", 20)]
    [InlineData("gaia-migrate", 20)]
    [InlineData("gaia-worker", 45)]
    public async Task A_unit_is_exposed_as_little_as_it_was(string unit, int exposure)
    {
        var path = Copy(Path.Combine(SourceTree.Root, "deploy", "systemd", $"{unit}.service"));
        var asked = await AnalyzeAsync(["security", "--offline=true", "--no-pager", $"--threshold={exposure}", path]);
        Assert.True(asked.IsSuccess, asked.StandardOutput + asked.StandardError);
        Assert.False((await AnalyzeAsync(["security", "--offline=true", "--no-pager", "--threshold=5", path])).IsSuccess);
    }

    // A machine that tests need not have .NET where a machine that runs has it.
    private string Copy(string unit)
    {
        var copy = Path.Combine(folder, Path.GetFileName(unit));
        File.WriteAllText(copy, File.ReadAllText(unit).Replace("/usr/bin/dotnet", "/bin/true", StringComparison.Ordinal));
        return copy;
    }

    private static async Task<BufferedCommandResult> AnalyzeAsync(string[] arguments)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(place => File.Exists(Path.Combine(place, Analyze))), $"{Analyze} is not here.");
        return await Cli.Wrap(Analyze).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
    }
}
