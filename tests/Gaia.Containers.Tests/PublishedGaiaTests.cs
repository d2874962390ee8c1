namespace Gaia.Containers.Tests;

[Collection(ImagesCollection.Name)]
public sealed class PublishedGaiaTests(BuiltImages images)
{
    [Fact]
    public async Task What_is_published_applies_a_component_and_finds_nothing_left_to_do()
    {
        Needs.Containers();
        await using var gaia = await PublishedGaia.StartAsync(images.Engine);
        Assert.Equal(1654, await gaia.UserAsync("api"));
        Assert.Equal(1654, await gaia.UserAsync("worker"));

        // Production: without a token nothing but health answers.
        Assert.NotEqual(0, (await gaia.CommandAsync("runs", "list")).ExitCode);
        gaia.Token = (await MustAsync(gaia, "admin", "init")).Trim();

        Assert.Contains("2 to create", await MustAsync(gaia, "terraform", "plan", "hello", "-s", "local", "--plan-only"), StringComparison.Ordinal);
        var run = (await MustAsync(gaia, "terraform", "apply", "hello", "-s", "local", "--detach")).Trim();
        await MustAsync(gaia, "runs", "watch", run);
        // Who asked does not approve there.
        Assert.Contains("somebody else", (await gaia.CommandAsync("runs", "approve", run, "--yes")).StandardError, StringComparison.Ordinal);
        gaia.Token = (await MustAsync(gaia, "tokens", "create", "ben", "--role", "approver")).Trim();
        await MustAsync(gaia, "runs", "approve", run, "--yes");
        Assert.Contains("No changes", await MustAsync(gaia, "terraform", "plan", "hello", "-s", "local"), StringComparison.Ordinal);
    }

    private static async Task<string> MustAsync(PublishedGaia gaia, params string[] arguments)
    {
        var ran = await gaia.CommandAsync(arguments);
        if (!ran.IsSuccess)
            Assert.Fail($"gaia {string.Join(' ', arguments)} ended with {ran.ExitCode}:\n{ran.StandardOutput}{ran.StandardError}\n{await gaia.LogsAsync("worker")}");
        return ran.StandardOutput;
    }
}
