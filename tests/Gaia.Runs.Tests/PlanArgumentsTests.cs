namespace Gaia.Runs.Tests;

public sealed class PlanArgumentsTests
{
    [Theory]
    [InlineData("-target=module.a.aws_vpc.main[0]")]
    [InlineData("-replace=aws_vpc.main")]
    [InlineData("-refresh=false")]
    [InlineData("-refresh-only")]
    [InlineData("-parallelism=20")]
    [InlineData("-lock-timeout=30s")]
    [InlineData("-lock-timeout=1m30s")]
    public void Listed_arguments_pass(string argument) => PlanArguments.Check([argument]);

    [Theory]
    [InlineData("-out=/etc/passwd")]
    [InlineData("-var-file=/etc/passwd")]
    [InlineData("-var=x=1")]
    [InlineData("-lock=false")]
    [InlineData("-state=/tmp/x")]
    [InlineData("-refresh=maybe")]
    [InlineData("-parallelism=0")]
    [InlineData("-parallelism=many")]
    [InlineData("-target=")]
    [InlineData("-target")]
    [InlineData("-refresh-only=true")]
    [InlineData("-lock-timeout=$(id)")]
    [InlineData("-lock-timeout=abc")]
    [InlineData("-lock-timeout=30")]
    [InlineData("-lock-timeout=sm")]
    [InlineData("apply")]
    public void Others_are_refused_by_name(string argument)
    {
        var refused = Assert.Throws<RunRefusedException>(() => PlanArguments.Check(["-refresh=true", argument]));
        Assert.Equal("run.argument-not-allowed", refused.Code);
        Assert.Contains(argument, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-parallelism=0", "Terraform argument -parallelism=0 is not valid: give a whole number from 1 to 256.")]
    [InlineData("-lock-timeout=abc", "Terraform argument -lock-timeout=abc is not valid: give a duration, such as 30s or 5m.")]
    public void A_wrong_value_is_told_by_what_is_expected_and_not_as_a_wrong_argument(string argument, string message) =>
        Assert.Equal(message, Assert.Throws<RunRefusedException>(() => PlanArguments.Check([argument])).Message);

    [Theory]
    [InlineData("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("sha256:AAAAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("sha256:../../etc/passwd", false)]
    [InlineData("aaaa", false)]
    [InlineData(null, false)]
    public void A_digest_is_exactly_that(string? text, bool valid) => Assert.Equal(valid, PlanDigest.TryParse(text, out _));
}
