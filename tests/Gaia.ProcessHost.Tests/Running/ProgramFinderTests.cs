using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost.Tests.Running;

public sealed class ProgramFinderTests
{
    [Fact]
    public void One_error_names_all_that_is_missing_and_one_command()
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => ProgramFinder.RequireAll(
        [
            new MissingProgram("redis", "redis-server or valkey-server", "redis-server"),
            new MissingProgram("postgres", "PostgreSQL (initdb, postgres)", "postgresql"),
        ]));
        Assert.Contains("redis-server or valkey-server (for 'redis')", refusal.Message);
        Assert.Contains("apt-get install -y postgresql redis-server", refusal.Message);
    }

    [Fact]
    public void Nothing_missing_is_fine() => ProgramFinder.RequireAll([]);
}
