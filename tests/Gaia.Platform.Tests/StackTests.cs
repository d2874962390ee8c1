namespace Gaia.Platform.Tests;

/// <summary>
/// Every stack for real, by the workflows, against a stand-in: apply, a second plan that is empty, drift by hand that is
/// named, a destroy that leaves nothing. Minutes each, by the AWS provider's own timers, and so only with GAIA_TEST_AWS=1.
/// </summary>
[Collection("terraform")]
public sealed class StackTests : IAsyncLifetime
{
    private const string Dev = "dev-us-east-1-dev", Staging = "staging-us-east-1-staging", Prod = "prod-us-east-1-prod", Standby = "prod-us-west-2-prod";

    private StandIn? standIn;
    private Checkout? checkout;

    public async ValueTask InitializeAsync()
    {
        Needs.LongTests();
        Needs.TerraformBinary();
        Needs.StandIn();
        standIn = await StandIn.StartAsync(TestContext.Current.CancellationToken);
        checkout = Checkout.Create(standIn.Environment);
    }

    public ValueTask DisposeAsync()
    {
        checkout?.Dispose();
        standIn?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Dev_comes_drifts_by_hand_and_goes()
    {
        var dev = new AppliedStack(checkout!, Dev, "gaia-dev-use1", "us-east-1");

        await dev.ApplyAsync();
        await dev.AssertNothingToDoAsync("idp-platform");
        Assert.Empty(ResourceTypes.Network.Concat(ResourceTypes.Platform).Except(await dev.TypesAsync("idp-platform")));
        await checkout!.MustAsync("compliance-check", Dev);
        await dev.AssertDriftIsNamedAsync("aws_vpc.this", "aws_security_group.store[\"database\"]", "module.bucket[\"techdocs\"].aws_s3_bucket_policy.this");

        await checkout.MustAsync("destroy-environment", Dev, ("CONFIRM", Dev));
        await dev.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Staging_comes_is_looked_after_and_goes()
    {
        var staging = new AppliedStack(checkout!, Staging, "gaia-staging-use1", "us-east-1");

        await checkout!.MustAsync("bootstrap", Staging);
        await staging.ApplyAsync();
        await staging.AssertNothingToDoAsync("tfstate-backend", "vpc", "idp-platform");
        Assert.Contains("No changes", await checkout.MustAsync("plan-environment", Staging), StringComparison.Ordinal);
        await checkout.MustAsync("compliance-check", Staging);

        var before = await checkout.TerraformAsync("state show", "idp-platform", Staging, "aws_acm_certificate.this");
        await checkout.MustAsync("rotate-certificate", Staging, ("APPROVE", "yes"));
        Assert.NotEqual(before, await checkout.TerraformAsync("state show", "idp-platform", Staging, "aws_acm_certificate.this"));

        // What was lost from the state comes back into it, and nothing is left to do.
        const string Trail = "aws_cloudtrail.this";
        await checkout.TerraformAsync("state rm", "idp-platform", Staging, Trail);
        var trail = $"arn:aws:cloudtrail:us-east-1:123456789012:trail/gaia-staging-use1";
        await checkout.MustAsync("import", Staging, ("COMPONENT", "idp-platform"), ("ADDRESS", Trail), ("ID", trail));
        await staging.AssertNothingToDoAsync("idp-platform");

        await staging.AssertDriftIsNamedAsync("aws_vpc.this", "aws_security_group.store[\"database\"]", "module.bucket[\"techdocs\"].aws_s3_bucket_policy.this");

        await checkout.MustAsync("destroy-environment", Staging, ("CONFIRM", Staging));
        await staging.RemoveStateBucketAsync();
        await staging.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Prod_and_its_standby_come_and_go()
    {
        var (prod, standby) = await ApplyProdAsync();
        await prod.AssertNothingToDoAsync("tfstate-backend", "vpc", "idp-platform");
        await standby.AssertNothingToDoAsync("tfstate-backend", "vpc", "idp-dr");
        Assert.Empty(ResourceTypes.Network.Concat(ResourceTypes.Prod).Except(await prod.TypesAsync("vpc", "idp-platform")));
        Assert.Empty(ResourceTypes.Network.Concat(ResourceTypes.Standby).Except(await standby.TypesAsync("vpc", "idp-dr")));
        await checkout!.MustAsync("compliance-check", Prod);
        await checkout.MustAsync("compliance-check", Standby);
        await prod.AssertDriftIsNamedAsync("aws_vpc.this", "aws_security_group.store[\"database\"]", "module.bucket[\"techdocs\"].aws_s3_bucket_policy.this");

        await standby.TearDownAsync("idp-dr", "vpc");
        await prod.TearDownAsync("idp-platform", "vpc");
        await standby.RemoveStateBucketAsync();
        await prod.RemoveStateBucketAsync();
        await prod.AssertNothingIsLeftAsync();
        await standby.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Prod_and_its_standby_change_places_and_back()
    {
        var (prod, standby) = await ApplyProdAsync();

        // Neither the primary's database nor its states can be had.
        await standIn!.WithoutRegionAsync("us-east-1", async () =>
        {
            Assert.NotEqual(0, (await checkout!.WorkflowAsync("plan-environment", Prod)).ExitCode);
            await checkout.MustAsync("dr-failover", Standby, ("CONFIRM", Standby));
        });
        await checkout!.MustAsync("dr-failover", Standby, ("CONFIRM", Standby), ("PRIMARY", Prod));
        Assert.Contains("\"promoted\":true", await standby.OutputAsync("idp-dr", "database"), StringComparison.Ordinal);
        await standby.AssertNothingToDoAsync("idp-dr");

        await checkout.MustAsync("dr-failback", Standby, ("CONFIRM", Standby), ("PRIMARY", Prod));
        Assert.Contains("\"promoted\":false", await standby.OutputAsync("idp-dr", "database"), StringComparison.Ordinal);
        await prod.AssertNothingToDoAsync("idp-platform");
        await standby.AssertNothingToDoAsync("idp-dr");
    }

    private async Task<(AppliedStack Prod, AppliedStack Standby)> ApplyProdAsync()
    {
        var prod = new AppliedStack(checkout!, Prod, "gaia-prod-use1", "us-east-1");
        var standby = new AppliedStack(checkout!, Standby, "gaia-prod-usw2", "us-west-2");
        await checkout!.MustAsync("bootstrap", Prod);
        await checkout.MustAsync("bootstrap", Standby);
        await prod.ApplyAsync();
        await standby.ApplyAsync();
        // What refers back to the standby (the database's replicas, the buckets' copies) is now in the primary's state as well.
        await prod.ApplyAsync();
        return (prod, standby);
    }
}
