namespace Gaia.Platform.Tests;

/// <summary>What the inputs refuse, naming variable and stack, before anything could have been called.</summary>
public sealed class InputTests
{
    [Theory]
    [InlineData("shared")]
    [InlineData("tfstate-backend")]
    [InlineData("vpc")]
    [InlineData("idp-platform")]
    [InlineData("idp-dr")]
    public async Task Bad_input_is_refused(string folder)
    {
        Needs.TerraformBinary();
        using var terraform = Terraform.Prepare();
        var inputs = Path.Combine(terraform.Folder, "tests", "aws", "inputs", folder);
        await terraform.MustAsync(inputs, "test", "-no-color", "-test-directory=.");
    }

    [Theory]
    [InlineData("10.10.16.0/20", "staging-us-east-1-staging 10.10.16.0/20")]
    [InlineData("10.10.0.0/8", "malformed")]
    [InlineData("10.20.0.1/16", "host bits")]
    public async Task A_refusal_names_the_stack_and_the_reason(string block, string reason)
    {
        Needs.TerraformBinary();
        using var terraform = Terraform.Prepare();
        var inputs = Path.Combine(terraform.Folder, "tests", "aws", "inputs", "shared");
        await File.WriteAllTextAsync(Path.Combine(inputs, "terraform.tfvars.json"), $$"""
            {
              "namespace": "gaia", "tenant": "dev", "environment": "us-east-1", "region": "us-east-1", "stage": "dev",
              "owner": "platform-team@gaia.example", "cost_center": "CC-1001",
              "availability_zones": ["us-east-1a", "us-east-1b", "us-east-1c"],
              "address_plan": { "dev-us-east-1-dev": "10.10.0.0/16", "staging-us-east-1-staging": "{{block}}" }
            }
            """, TestContext.Current.CancellationToken);
        var refused = await terraform.RunAsync(inputs, "plan", "-no-color");
        Assert.Equal(1, refused.ExitCode);
        var message = string.Join(' ', refused.Errors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("var.address_plan", message, StringComparison.Ordinal);
        Assert.Contains("dev-us-east-1-dev: address_plan", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_called_before_every_input_is_good()
    {
        Needs.TerraformBinary();
        // Nobody answers there: a call would be an error beside the refusal.
        using var terraform = Terraform.Prepare(StandIn.EnvironmentOf("http://127.0.0.1:1"));
        await Needs.ProviderAsync(terraform, "vpc");
        var folder = terraform.Component("vpc");
        var varfile = Varfiles.Write(folder, "vpc", "prod-us-east-1-prod");
        Varfiles.Change(varfile, "flow_log_retention_days", 31);

        var refused = await terraform.RunAsync(folder, "plan", "-no-color", "-lock=false", $"-var-file={varfile}");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("prod-us-east-1-prod: flow_log_retention_days 31", refused.Errors, StringComparison.Ordinal);
        Assert.Single(refused.Errors.Split('\n'), line => line.StartsWith("Error: ", StringComparison.Ordinal));
    }
}
