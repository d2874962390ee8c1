namespace Gaia.Containers.Tests;

[Collection(ImagesCollection.Name)]
public sealed class ComposedGaiaTests(BuiltImages images)
{
    [Fact]
    public async Task One_machine_applies_a_component_in_a_sandbox_and_keeps_all_through_an_upgrade_and_a_new_start()
    {
        Needs.Containers();
        await using var gaia = new ComposedGaia(images.Engine);
        await gaia.UpAsync("one");
        Assert.Equal("127.0.0.1", gaia.Url.Host);

        // Production: without a token nothing but health answers.
        Assert.NotEqual(0, (await gaia.CommandAsync("runs", "list")).ExitCode);
        gaia.Token = (await gaia.MustAsync("admin", "init")).Trim();
        var run = (await gaia.MustAsync("terraform", "apply", "hello", "-s", "local", "--detach")).Trim();
        await gaia.MustAsync("runs", "watch", run);
        gaia.Token = (await gaia.MustAsync("tokens", "create", "ben", "--role", "approver")).Trim();
        await gaia.MustAsync("runs", "approve", run, "--yes");
        Assert.Contains("Runs are isolated by Bubblewrap.", await gaia.ComposeAsync("logs", "worker"), StringComparison.Ordinal);
        await AssertNothingLeftAsync(gaia);

        await gaia.UpAsync("two");
        Assert.Contains("gaia-api:two", await images.Engine.MustAsync("ps", "--format", "{{.Image}}"), StringComparison.Ordinal);
        await AssertNothingLeftAsync(gaia);

        await gaia.DownAsync();
        await gaia.UpAsync("two");
        await AssertNothingLeftAsync(gaia);
    }

    private static async Task AssertNothingLeftAsync(ComposedGaia gaia) =>
        Assert.Contains("No changes", await gaia.MustAsync("terraform", "plan", "hello", "-s", "local"), StringComparison.Ordinal);
}
