using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;
using Gaia.Stacks.Stores;

namespace Gaia.Stacks.Tests.Stores;

public class StoreCatalogTests
{
    private static StoreCatalog Catalog(string stores, params (string, string)[] environment) => new((MapNode)JsonReader.Read(stores),
        environment.ToDictionary(pair => pair.Item1, pair => pair.Item2), "/", RepositoryRoot.Anywhere);

    [Fact]
    public void EnvironmentStoreReadsVariables()
    {
        var catalog = Catalog("""{"e":{"type":"environment","options":{"prefix":"app"}}}""", ("APP_PLAT_UE2_VPC_ID", "[1,\"x\"]"), ("APP_TOKEN", "plain"));
        Assert.Equal(JsonReader.Read("[1,\"x\"]"), catalog.Get("e", "plat-ue2", "vpc", "id", TestContext.Current.CancellationToken));
        Assert.Equal(new StringNode("plain"), catalog.GetKey("e", "token", TestContext.Current.CancellationToken));
        Assert.Null(catalog.Get("e", "plat-ue2", "vpc", "nope", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void AnEnvironmentIsNotWrittenTo() => Assert.Contains("cannot be written to", Assert.Throws<StacksInvalidException>(() =>
        Catalog("""{"e":{"type":"environment"}}""").Set("e", "s", "c", "k", NullNode.Instance, TestContext.Current.CancellationToken)).Message);

    [Theory]
    [InlineData("""{}""", "x", "atmos.yaml configures none")]
    [InlineData("""{"a":{"type":"redis"}}""", "x", "known are a")]
    [InlineData("""{"x":{"type":"redis"}}""", "x", "the option 'url' is missing")]
    [InlineData("""{"x":{"type":"redis","options":{"url":"http://h"}}}""", "x", "not a Redis address")]
    [InlineData("""{"x":{"type":"aws-ssm-parameter-store"}}""", "x", "the option 'region' is missing")]
    [InlineData("""{"x":{"type":"vault","options":{"address":"http://127.0.0.1:1"}}}""", "x", "the option 'path' is missing")]
    [InlineData("""{"x":{"type":"artifactory"}}""", "x", "is not supported; supported are")]
    [InlineData("""{"x":{}}""", "x", "the 'type' is missing")]
    public void NamesWhatIsWrong(string stores, string store, string reason) => Assert.Contains(reason,
        Assert.Throws<StacksInvalidException>(() => Catalog(stores).Get(store, "s", "c", "k", TestContext.Current.CancellationToken)).Message);

    [Theory]
    [InlineData("redis://h", "h", 6379, false, null, null, 0)]
    [InlineData("rediss://ann:s%40c@h:1/2", "h", 1, true, "ann", "s@c", 2)]
    [InlineData("redis://:pw@h/0", "h", 6379, false, null, "pw", 0)]
    public void ReadsRedisAddresses(string url, string host, int port, bool secure, string? user, string? password, int database) =>
        Assert.Equal(new RedisAddress(host, port, secure, user, password, database), RedisAddress.Parse(url));
}
