using System.Text.Json.Nodes;

namespace Gaia.Platform.Tests;

/// <summary>Rules over all stacks, on what `describe stacks` would print.</summary>
public sealed class CheckStacksTests
{
    private const string TwoStacks = """
        {
          "dev-us-east-1-dev": { "components": { "terraform": {
            "address-plan": { "metadata": { "type": "abstract" }, "vars": {} },
            "vpc": {
              "metadata": { "component": "vpc" }, "backend_type": "s3",
              "backend": { "bucket": "gaia-dev-use1-tfstate", "key": "terraform.tfstate", "workspace_key_prefix": "vpc" },
              "vars": {
                "namespace": "gaia", "tenant": "dev", "environment": "us-east-1", "region": "us-east-1", "stage": "dev",
                "owner": "platform-team@gaia.example", "cost_center": "CC-1001",
                "address_plan": { "dev-us-east-1-dev": "10.10.0.0/16", "prod-us-east-1-prod": "10.30.0.0/16" }
              }
            } } } },
          "local": { "components": { "terraform": {
            "hello": { "metadata": { "component": "hello" }, "backend_type": "local", "backend": {}, "vars": {} },
            "hello-crowd": { "metadata": { "component": "hello" }, "backend_type": "local", "backend": {}, "vars": {} }
          } } }
        }
        """;

    [Fact]
    public async Task Sound_stacks_pass()
    {
        Needs.Interpreter();
        var check = await Python.CheckAsync("check_stacks.py", TwoStacks, "--stdin");
        Assert.True(check.ExitCode == 0, check.Everything);
    }

    [Theory]
    [InlineData("address_plan", """{"dev-us-east-1-dev": "10.10.0.0/16", "prod-us-east-1-prod": "10.10.240.0/20"}""",
        "dev-us-east-1-dev: vpc: address_plan: dev-us-east-1-dev 10.10.0.0/16 and prod-us-east-1-prod 10.10.240.0/20 overlap")]
    [InlineData("address_plan", """{"dev-us-east-1-dev": "10.10.0/16"}""", "dev-us-east-1-dev has the malformed block 10.10.0/16")]
    [InlineData("address_plan", """{"dev-us-east-1-dev": "10.10.0.0/24"}""", "it must be a /16 to /20")]
    [InlineData("owner", "\"\"", "dev-us-east-1-dev: vpc: owner is missing")]
    [InlineData("cost_center", "null", "dev-us-east-1-dev: vpc: cost_center is missing")]
    [InlineData("stage", "\"sandbox\"", "dev-us-east-1-dev: vpc: stage sandbox is unknown: dev, staging, prod")]
    public async Task A_bad_variable_is_named_with_its_stack(string variable, string value, string expected)
    {
        Needs.Interpreter();
        var stacks = JsonNode.Parse(TwoStacks)!;
        stacks["dev-us-east-1-dev"]!["components"]!["terraform"]!["vpc"]!["vars"]![variable] = JsonNode.Parse(value);

        var check = await Python.CheckAsync("check_stacks.py", stacks.ToJsonString(), "--stdin");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains(expected, check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_nobody_makes_is_named()
    {
        Needs.Interpreter();
        var stacks = JsonNode.Parse(TwoStacks)!;
        var components = stacks["dev-us-east-1-dev"]!["components"]!["terraform"]!;
        components["tfstate-backend"] = components["vpc"]!.DeepClone();
        components["tfstate-backend"]!["backend"]!["workspace_key_prefix"] = "tfstate-backend";
        components["tfstate-backend"]!["backend"]!["bucket"] = "gaia-dev-us-east-1-dev-tfstate";

        var check = await Python.CheckAsync("check_stacks.py", stacks.ToJsonString(), "--stdin");

        Assert.Equal(1, check.ExitCode);
        Assert.Equal(
            "dev-us-east-1-dev: vpc: backend.s3.bucket gaia-dev-use1-tfstate is not the one that tfstate-backend makes, gaia-dev-us-east-1-dev-tfstate",
            check.Output.Trim());
    }

    [Fact]
    public async Task Two_instances_with_one_state_are_named()
    {
        Needs.Interpreter();
        var stacks = JsonNode.Parse(TwoStacks)!;
        var copy = stacks["dev-us-east-1-dev"]!["components"]!["terraform"]!["vpc"]!.DeepClone();
        copy["metadata"]!["terraform_workspace"] = "dev-us-east-1-dev";
        stacks["dev-us-east-1-dev"]!["components"]!["terraform"]!["vpc-2"] = copy;

        var check = await Python.CheckAsync("check_stacks.py", stacks.ToJsonString(), "--stdin");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("vpc in dev-us-east-1-dev and vpc-2 in dev-us-east-1-dev share one state", check.Output, StringComparison.Ordinal);
    }
}
