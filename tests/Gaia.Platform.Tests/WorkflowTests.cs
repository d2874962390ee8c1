namespace Gaia.Platform.Tests;

/// <summary>
/// What each workflow does with components: order, switches, confirmations, exit codes. The components make nothing
/// (tests/aws/stubs); with the real ones the same workflows run in <see cref="StackTests"/>.
/// </summary>
public sealed class WorkflowTests : IDisposable
{
    private const string Dev = "dev-us-east-1-dev", Staging = "staging-us-east-1-staging", Prod = "prod-us-east-1-prod", Standby = "prod-us-west-2-prod";

    private readonly Checkout checkout;

    public WorkflowTests()
    {
        Needs.TerraformBinary();
        Needs.Interpreter();
        checkout = Checkout.CreateWithStubs();
    }

    public void Dispose() => checkout.Dispose();

    [Fact]
    public async Task An_environment_is_applied_and_destroyed_in_order()
    {
        AssertInOrder(await checkout.MustAsync("apply-environment", Staging, ("APPROVE", "yes")), "== apply vpc", "== apply idp-platform");

        var unconfirmed = await checkout.WorkflowAsync("destroy-environment", Staging, ("CONFIRM", "staging"));
        Assert.Equal(1, unconfirmed.ExitCode);
        Assert.Contains("not confirmed", unconfirmed.Errors, StringComparison.Ordinal);
        AssertInOrder(await checkout.MustAsync("destroy-environment", Staging, ("CONFIRM", Staging)), "== destroy idp-platform", "== destroy vpc");
        Assert.Empty((await checkout.TerraformAsync("state list", "vpc", Staging)).Trim());
    }

    [Fact]
    public async Task An_environment_is_planned_reviewed_and_watched()
    {
        await checkout.MustAsync("apply-environment", Dev, ("APPROVE", "yes"));
        Assert.Contains($"idp-platform in {Dev}: as applied", await checkout.MustAsync("drift-detection", Dev), StringComparison.Ordinal);
        Assert.Contains("0 violations", (await checkout.WorkflowAsync("compliance-check", Dev)).Errors, StringComparison.Ordinal);

        checkout.Replace("stacks/catalog/idp-platform/versions/dev.yaml", "\"1.31\"", "\"1.32\"");
        Assert.Contains("1 to change", await checkout.MustAsync("plan-environment", Dev), StringComparison.Ordinal);
        var drift = await checkout.WorkflowAsync("drift-detection", Dev);
        Assert.Equal(2, drift.ExitCode);
        Assert.Contains($"idp-platform in {Dev}: terraform_data.cluster would be set right: input", drift.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protected_environment_is_not_destroyed()
    {
        var refused = await checkout.WorkflowAsync("destroy-environment", Prod, ("CONFIRM", Prod));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"{Prod} is protected", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_promoted_only_when_they_run()
    {
        const string versions = "stacks/catalog/idp-platform/versions";
        (string, string)[] upwards = [("FROM", "dev"), ("TO", "staging")];
        checkout.Replace($"{versions}/dev.yaml", "\"1.31\"", "\"1.32\"");

        var pending = await checkout.WorkflowAsync("promote", Dev, upwards);
        Assert.Equal(1, pending.ExitCode);
        Assert.Contains("has changes that were not applied", pending.Errors, StringComparison.Ordinal);
        Assert.Contains("\"1.31\"", checkout.Read($"{versions}/staging.yaml"), StringComparison.Ordinal);

        await checkout.MustAsync("apply-environment", Dev, ("APPROVE", "yes"));
        var other = await checkout.WorkflowAsync("promote", Dev, ("FROM", "staging"), ("TO", "prod"));
        Assert.Equal(1, other.ExitCode);
        Assert.Contains($"{Dev} is not a stack of stage staging", other.Errors, StringComparison.Ordinal);
        await checkout.MustAsync("promote", Dev, upwards);
        Assert.Equal(checkout.Read($"{versions}/dev.yaml"), checkout.Read($"{versions}/staging.yaml"));
    }

    [Fact]
    public async Task What_exists_is_imported()
    {
        var imported = await checkout.MustAsync("import", Staging, ("COMPONENT", "vpc"), ("ADDRESS", "terraform_data.network"), ("ID", "vpc-0123456789abcdef0"));
        Assert.Contains("terraform_data.flow_logs will be created", imported, StringComparison.Ordinal);
        Assert.DoesNotContain("terraform_data.network will be created", imported, StringComparison.Ordinal);
        Assert.Equal("terraform_data.network", (await checkout.TerraformAsync("state list", "vpc", Staging)).Trim());
    }

    [Fact]
    public async Task The_standby_takes_over_and_gives_back()
    {
        await ApplyProdAsync();

        var unconfirmed = await checkout.WorkflowAsync("dr-failover", Standby, ("PRIMARY", Prod));
        Assert.Equal(1, unconfirmed.ExitCode);
        Assert.Equal((false, false, true), Switches());

        await checkout.MustAsync("dr-failover", Standby, ("CONFIRM", Standby), ("PRIMARY", Prod));
        Assert.Equal((true, true, false), Switches());

        await checkout.MustAsync("dr-failback", Standby, ("CONFIRM", Standby), ("PRIMARY", Prod), ("PATH", PathWithRecordingAws()));
        Assert.Equal((false, false, true), Switches());
        Assert.Equal(
            [
                "create-db-snapshot us-west-2 gaia-prod-usw2-standby", "wait us-west-2", "copy-db-snapshot us-east-1", "wait us-east-1",
                "modify-db-instance us-east-1 gaia-prod-use1-primary", "modify-db-instance us-east-1 gaia-prod-use1-replica-1", "modify-db-instance us-west-2 gaia-prod-usw2-standby",
            ],
            checkout.Read("aws.log").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_standby_takes_over_while_the_primary_and_its_states_are_gone()
    {
        await ApplyProdAsync();
        checkout.Write($"components/terraform/idp-platform/.gaia/states/{Prod}/terraform.tfstate", "gone");
        Assert.NotEqual(0, (await checkout.WorkflowAsync("apply-environment", Standby, ("APPROVE", "yes"))).ExitCode);

        var failover = await checkout.MustAsync("dr-failover", Standby, ("CONFIRM", Standby));

        Assert.Contains("as soon as that region answers", failover, StringComparison.Ordinal);
        Assert.Equal((true, true, false), Switches());
    }

    [Fact]
    public async Task Lint_names_what_is_not_formatted()
    {
        await checkout.MustAsync("lint", null);
        checkout.Write("components/terraform/vpc/untidy.tf", "locals {\na=1\n}\n");
        var untidy = await checkout.WorkflowAsync("lint", null);
        Assert.NotEqual(0, untidy.ExitCode);
        Assert.Contains("components/terraform/vpc/untidy.tf", untidy.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Onboarding_adds_a_stack_that_is_valid_and_validate_names_one_that_is_not()
    {
        await checkout.MustAsync("onboard-environment", null,
            ("TENANT", "qa"), ("STAGE", "dev"), ("REGION", "us-east-1"), ("CIDR", "10.50.0.0/16"), ("DOMAIN", "qa.idp.gaia.example"));
        await checkout.MustAsync("validate", null);

        checkout.Replace("stacks/catalog/address-plan.yaml", "10.50.0.0/16", "10.30.128.0/20");
        var overlapping = await checkout.WorkflowAsync("validate", null);
        Assert.Equal(1, overlapping.ExitCode);
        Assert.Contains("prod-us-east-1-prod 10.30.0.0/16 and qa-us-east-1-dev 10.30.128.0/20 overlap", overlapping.Output, StringComparison.Ordinal);
    }

    private async Task ApplyProdAsync()
    {
        // The stubs' names of what a failover touches.
        checkout.Replace("stacks/checks/promote_standby.sh", "aws_db_instance.standby", "terraform_data.database");
        checkout.Replace("stacks/checks/promote_standby.sh", "aws_lb_listener_rule.serve", "terraform_data.load_balancer");
        await checkout.MustAsync("apply-environment", Prod, ("APPROVE", "yes"));
        await checkout.MustAsync("apply-environment", Standby, ("APPROVE", "yes"));
    }

    private static void AssertInOrder(string text, params string[] parts) =>
        Assert.Equal(parts, parts.OrderBy(part => text.IndexOf(part, StringComparison.Ordinal)).Where(part => text.Contains(part, StringComparison.Ordinal)));

    /// <summary>The standby's promoted and serving, the primary's serving, as the files say.</summary>
    private (bool, bool, bool) Switches()
    {
        var standby = checkout.Read("stacks/mixins/dr/standby.yaml");
        return (standby.Contains("promoted: true", StringComparison.Ordinal), standby.Contains("serving: true", StringComparison.Ordinal),
            checkout.Read("stacks/mixins/dr/primary.yaml").Contains("serving: true", StringComparison.Ordinal));
    }

    /// <summary>An aws command that finds no snapshot and one replica, and writes down what it is asked to change.</summary>
    private string PathWithRecordingAws()
    {
        checkout.Write("aws", $$"""
            #!/bin/bash
            while [ "$1" != rds ]; do shift; done
            verb=$2 database= region=
            case $verb in
              describe-db-snapshots) exit 254 ;;
              describe-db-instances) case $* in *use1-primary*) echo gaia-prod-use1-replica-1 ;; esac; exit ;;
            esac
            while [ $# -gt 0 ]; do
              case $1 in --region) region=$2 ;; --db-instance-identifier) database=$2 ;; esac
              shift
            done
            echo "$verb $region${database:+ $database}" >> "{{checkout.PathOf("aws.log")}}"
            """);
        File.SetUnixFileMode(checkout.PathOf("aws"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return $"{checkout.Folder}:{Python.Path}";
    }
}
