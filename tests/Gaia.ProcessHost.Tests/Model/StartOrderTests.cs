using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost.Tests.Model;

public sealed class StartOrderTests
{
    [Fact]
    public void Everything_comes_after_what_it_needs()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var last = builder.AddExecutable("last", "sleep", ".", "1");
        var database = builder.AddPostgres("postgres").AddDatabase("gaia");
        var middle = builder.AddExecutable("middle", "sleep", ".", "1").WaitFor(database);
        last.WaitFor(middle);
        var order = StartOrder.Of(builder.Resources).Select(resource => resource.Name).ToList();
        Assert.Equal(["postgres", "gaia", "middle", "last"], order.Where(name => name != "postgres-password"));
    }

    [Fact]
    public void A_circle_is_named()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var one = builder.AddExecutable("one", "sleep", ".", "1");
        var two = builder.AddExecutable("two", "sleep", ".", "1").WaitFor(one);
        one.WaitFor(two);
        var refusal = Assert.Throws<DistributedApplicationException>(() => StartOrder.Of(builder.Resources));
        Assert.Contains("one -> two -> one", refusal.Message);
    }
}
