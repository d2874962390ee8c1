namespace Gaia.Containers.Tests;

[Collection(ImagesCollection.Name)]
public sealed class ApiImageTests(BuiltImages images)
{
    [Fact]
    public async Task On_its_chiseled_base_the_API_has_no_shell()
    {
        Needs.Containers();
        Assert.SkipWhen(images.Engine.HasStandIns, "The base here is Debian's in the place of Microsoft's chiseled one: no registry is within reach.");
        var asked = await images.Engine.TryAsync(images.Engine.Program,
            ["run", "--rm", "--entrypoint", "/bin/sh", BuiltImages.Name("gaia-api"), "-c", "true"]);
        Assert.NotEqual(0, asked.ExitCode);
    }

    [Fact]
    public async Task The_command_runs_and_says_its_version()
    {
        Needs.Containers();
        Assert.StartsWith("gaia ", await images.Engine.MustAsync("run", "--rm", BuiltImages.Name("gaia-cli"), "version"), StringComparison.Ordinal);
    }
}
