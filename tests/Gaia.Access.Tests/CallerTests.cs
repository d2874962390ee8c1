namespace Gaia.Access.Tests;

public sealed class CallerTests
{
    [Theory]
    [InlineData(Role.Viewer, "dev", Role.Viewer, true)]
    [InlineData(Role.Planner, "dev", Role.Operator, false)]
    [InlineData(Role.Approver, "dev", Role.Planner, true)]
    [InlineData(Role.Admin, "prod", Role.Viewer, false)]
    public void A_role_reaches_downwards_and_only_on_its_stacks(Role has, string stack, Role needs, bool may)
    {
        var caller = new Caller("token:x", has, ["dev*", "test"]);

        Assert.Equal(may, caller.May(needs, stack));
        Assert.Equal(may ? null : "access.denied", Record.Exception(() => caller.Demand(needs, stack)) switch
        {
            null => null,
            AccessException { Kind: AccessRefusal.Forbidden } refused => refused.Code,
            var other => other.GetType().Name,
        });
    }

    [Fact]
    public void The_refusal_names_the_stack_and_what_is_reached()
    {
        var refused = Assert.Throws<AccessException>(() => new Caller("token:x", Role.Admin, ["dev*"]).Demand(Role.Viewer, "prod"));

        Assert.Contains("token:x reaches the stacks dev*; prod is not one of them", refused.Message);
    }
}
