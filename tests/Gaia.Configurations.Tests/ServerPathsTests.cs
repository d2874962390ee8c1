namespace Gaia.Configurations.Tests;

public sealed class ServerPathsTests
{
    private const string Hex = "4ecdf148f2519cbc27ec4ce39092b1fe3f94a89b1926dd57e6af2a2f52b1926c";

    [Theory]
    [InlineData($"/data/configurations/{Hex}/stacks/dev.yaml:1:2: no", "stacks/dev.yaml:1:2: no")]
    [InlineData($"below /data/configurations/{Hex}", "below .")]
    [InlineData($"'/data/configurations/{Hex}/' is a folder", "'.' is a folder")]
    [InlineData($"/data/configurations/{Hex}, /data/configurations/{Hex}/b", "., b")]
    [InlineData($"/data/configurations/{Hex}.0123456789abcdef0123456789abcdef.tmp/a.yaml", "a.yaml")]
    [InlineData("/data/work/0199-7/1/tree/stacks/dev.yaml", "stacks/dev.yaml")]
    [InlineData("/data/checkouts/0123456789ab-0123456789abcdef0123456789abcdef/stacks/dev.yaml", "stacks/dev.yaml")]
    [InlineData("No space left on device : '/data/blobs/x'", "No space left on device : '<data>/blobs/x'")]
    [InlineData("/data is full", "<data> is full")]
    [InlineData("/etc/passwd and /database and /mnt/data/x", "/etc/passwd and /database and /mnt/data/x")]
    public void Paths_are_those_of_the_repository(string text, string shown) =>
        Assert.Equal(shown, ServerPaths.Hidden(text, "/data"));
}
