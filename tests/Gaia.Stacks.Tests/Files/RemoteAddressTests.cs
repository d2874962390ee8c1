using Gaia.Stacks.Files;

namespace Gaia.Stacks.Tests.Files;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://x.org/a.yaml", false, "https://x.org/a.yaml", "", null)]
    [InlineData("git::https://x.org/o/r.git//stacks/a.yaml?ref=v1", true, "https://x.org/o/r.git", "stacks/a.yaml", "v1")]
    [InlineData("github.com/o/r//a.yaml", true, "https://github.com/o/r", "a.yaml", null)]
    [InlineData("git@x.org:o/r.git//a.yaml?depth=1&ref=main", true, "git@x.org:o/r.git", "a.yaml", "main")]
    [InlineData("git::file:///tmp/r//a.yaml", true, "file:///tmp/r", "a.yaml", null)]
    public void Reads(string address, bool git, string repository, string path, string? reference) =>
        Assert.Equal(new RemoteAddress(git, repository, path, reference), RemoteAddress.Parse(address));
}
