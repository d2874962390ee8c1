using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class InstallationTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("artifacts/gaia")]
    [InlineData("artifacts/bin/Gaia.Cli/debug/gaia")]
    public void A_program_in_a_checkout_starts_what_is_built_there(string program)
    {
        var copy = Checkout("copy");
        Checkout("original");
        var found = Installation.Find(Path.Combine(copy, program), Path.Combine(folder.Root, "original"));
        Assert.Equal(Path.Combine(copy, "artifacts/bin/Gaia.AppHost/debug/Gaia.AppHost.dll"), found!.AppHost());
    }

    [Fact]
    public void A_program_from_elsewhere_starts_the_checkout_that_it_is_called_in()
    {
        var found = Installation.Find("/usr/bin/gaia", Path.Combine(Checkout("here", "release"), "stacks", "catalog"));
        Assert.Equal(Path.Combine(folder.Root, "here/artifacts/bin/Gaia.AppHost/release/Gaia.AppHost.dll"), found!.AppHost());
    }

    [Fact]
    public void A_bundle_brings_its_own()
    {
        folder.Write("gaia-1/lib/Gaia.AppHost/Gaia.AppHost.dll", "");
        var found = Installation.Find(Path.Combine(folder.Root, "gaia-1", "gaia"), Checkout("here"));
        Assert.Null(found!.Checkout);
        Assert.Equal(Path.Combine(folder.Root, "gaia-1/lib/Gaia.AppHost/Gaia.AppHost.dll"), found.AppHost());
    }

    [Fact]
    public void A_checkout_that_is_not_built_says_how()
    {
        folder.Write("here/Gaia.Aspire.sln", "");
        var refusal = Assert.Throws<CliException>(Installation.Find(null, Path.Combine(folder.Root, "here"))!.AppHost);
        Assert.Contains(folder.Root, refusal.Message);
        Assert.Contains("./scripts/build.sh", refusal.Hints[0]);
    }

    [Fact]
    public void Without_a_checkout_there_is_none() => Assert.Null(Installation.Find("/usr/bin/gaia", folder.Root));

    private string Checkout(string name, string configuration = "debug")
    {
        folder.Write($"{name}/Gaia.Aspire.sln", "").Write($"{name}/artifacts/bin/Gaia.AppHost/{configuration}/Gaia.AppHost.dll", "");
        return Path.Combine(folder.Root, name);
    }
}
