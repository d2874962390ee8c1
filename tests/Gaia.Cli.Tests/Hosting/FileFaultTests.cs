using Gaia.Cli.Hosting;

namespace Gaia.Cli.Tests.Hosting;

public sealed class FileFaultTests
{
    [Fact]
    public void A_place_that_one_may_not_write_to_is_named() => Assert.Equal(
        "/proc/1/nothing.json: permission denied.", FileFault.Of(new UnauthorizedAccessException("Access to the path '/proc/1/nothing.json' is denied.")).Message);

    [Fact]
    public void The_highest_folder_that_is_missing_is_named() => Assert.Equal(
        "/nowhere/at/all/x.json: the folder /nowhere does not exist.", FileFault.Of(new DirectoryNotFoundException("Could not find a part of the path '/nowhere/at/all/x.json'.")).Message);

    [Fact]
    public void What_names_no_file_is_said_as_it_is()
    {
        var (message, hints) = FileFault.Of(new IOException("Broken pipe"));
        Assert.Equal("Broken pipe", message);
        Assert.Empty(hints);
    }
}
