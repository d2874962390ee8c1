namespace Gaia.Platform.Tests;

/// <summary>
/// Every stack for real, against a stand-in: apply, a second plan that is empty, drift by hand that is named, a destroy
/// that leaves nothing. Minutes each, by the AWS provider's own timers, and so only with GAIA_TEST_AWS=1.
/// </summary>
[Collection("terraform")]
public sealed class StackTests
{
    [Fact]
    public async Task Dev_is_applied_drifts_by_hand_and_goes()
    {
        await NeededAsync();
        using var standIn = await StandIn.StartAsync(TestContext.Current.CancellationToken);
        using var dev = new AppliedStack(standIn, "dev-us-east-1-dev");

        await dev.ApplyAsync("idp-platform");
        await dev.AssertNothingToDoAsync("idp-platform");
        Assert.Empty((await dev.DriftAsync("idp-platform")).Output);

        await dev.PythonAsync("meddle.py", "gaia-dev-use1", "us-east-1");
        var drift = await dev.DriftAsync("idp-platform");
        Assert.Equal(2, drift.ExitCode);
        Assert.Contains("aws_vpc.this", drift.Output, StringComparison.Ordinal);
        Assert.Contains("aws_security_group.store[\"database\"]", drift.Output, StringComparison.Ordinal);
        Assert.Contains("module.bucket[\"techdocs\"].aws_s3_bucket_policy.this", drift.Output, StringComparison.Ordinal);

        await dev.DestroyAsync("idp-platform");
        Assert.Empty(await dev.PythonAsync("leftovers.py", "gaia-dev-use1", "us-east-1"));
    }

    [Fact]
    public async Task Staging_is_applied_and_goes()
    {
        await NeededAsync();
        using var standIn = await StandIn.StartAsync(TestContext.Current.CancellationToken);
        using var staging = new AppliedStack(standIn, "staging-us-east-1-staging");

        string[] components = ["tfstate-backend", "vpc", "idp-platform"];
        foreach (var component in components)
        {
            await staging.ApplyAsync(component);
            await staging.AssertNothingToDoAsync(component);
        }
        // The state bucket resists until it is torn down by name, in any stage.
        await staging.DestroyAsync("idp-platform");
        await staging.DestroyAsync("vpc");
        await staging.ApplyAsync("tfstate-backend", "-var=teardown=staging-us-east-1-staging");
        await staging.DestroyAsync("tfstate-backend");
        Assert.Empty(await staging.PythonAsync("leftovers.py", "gaia-staging-use1", "us-east-1"));
    }

    [Fact]
    public async Task Prod_and_its_standby_are_applied_and_go()
    {
        await NeededAsync();
        using var standIn = await StandIn.StartAsync(TestContext.Current.CancellationToken);
        using var primary = new AppliedStack(standIn, "prod-us-east-1-prod");
        using var standby = new AppliedStack(standIn, "prod-us-west-2-prod", primary);

        await primary.ApplyAsync("vpc");
        await primary.ApplyAsync("idp-platform");
        await standby.ApplyAsync("vpc");
        await standby.ApplyAsync("idp-dr");
        await primary.AssertNothingToDoAsync("idp-platform");
        await standby.AssertNothingToDoAsync("idp-dr");

        var settings = (await primary.OutputsAsync("idp-platform")).GetProperty("application_settings").GetProperty("value");
        Assert.All(settings.EnumerateObject(), setting => Assert.False(string.IsNullOrEmpty(setting.Value.GetString()), setting.Name));

        await standby.DestroyAsync("idp-dr");
        await standby.DestroyAsync("vpc");
        await primary.DestroyAsync("idp-platform");
        await primary.DestroyAsync("vpc");
        Assert.Empty(await primary.PythonAsync("leftovers.py", "gaia-prod-use1", "us-east-1"));
        Assert.Empty(await standby.PythonAsync("leftovers.py", "gaia-prod-usw2", "us-west-2"));
    }

    private static async Task NeededAsync()
    {
        Needs.LongTests();
        Needs.TerraformBinary();
        await Needs.StandInAsync();
    }
}
