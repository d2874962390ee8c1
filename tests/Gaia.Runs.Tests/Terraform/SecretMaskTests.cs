using Gaia.Runs.Terraform;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Tests.Terraform;

public sealed class SecretMaskTests
{
    [Fact]
    public void Known_values_are_replaced_wherever_they_are() => Assert.Equal(
        "a (sensitive value) b (sensitive value)c", new SecretMask(["hunter2"]).Apply("a hunter2 b hunter2c"));

    [Fact]
    public void The_longer_secret_goes_first() => Assert.Equal(
        "(sensitive value)", new SecretMask(["hunter", "hunter2-long"]).Apply("hunter2-long"));

    [Fact]
    public void A_secret_is_also_found_as_JSON_writes_it() => Assert.Equal(
        "{\"p\":\"(sensitive value)\"}", new SecretMask(["say \"hi\" now"]).Apply("{\"p\":\"say \\u0022hi\\u0022 now\"}"));

    [Fact]
    public void The_lines_of_a_key_are_secrets_of_their_own() => Assert.Equal(
        "line: (sensitive value)", new SecretMask(["-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----"]).Apply("line: MIIEvQIBADANBg"));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("true")]
    [InlineData("    ")]
    public void Values_too_short_to_be_told_from_words_are_left(string value) =>
        Assert.Equal("yes it is true 1", new SecretMask([value]).Apply("yes it is true 1"));

    [Fact]
    public void Variables_with_secret_names_are_secrets()
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_SECRET_ACCESS_KEY"] = "wJalr", ["TF_VAR_db_password"] = "pa55word", ["GITHUB_TOKEN"] = "ghp_x", ["PATH"] = "/usr/bin",
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/var/run/token",
        };
        Assert.Equal(["wJalr", "pa55word", "ghp_x"], SecretMask.OfEnvironment(environment));
    }

    [Fact]
    public void Values_of_sensitive_variables_are_secret_down_to_their_leaves() => Assert.Equal(["hunter22", "x1", "7"],
        SensitiveVariables.Values(new HashSet<string> { "password", "keys" }, """{"name":"app","password":"hunter22","keys":{"a":["x1",7,null]}}"""u8.ToArray()));

    [Fact]
    public void The_database_password_does_not_reach_terraform()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__gaia", "Password=secret");
        try
        {
            Assert.DoesNotContain("ConnectionStrings__gaia", ChildEnvironment.OfThisProcess().Keys);
            Assert.Contains("PATH", ChildEnvironment.OfThisProcess().Keys);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ConnectionStrings__gaia", null);
        }
    }
}
