using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Tests.Remote;

public sealed class SentArgumentsTests
{
    [Theory]
    [InlineData("-target=a.b", "-target=a.b")]
    [InlineData("-target a.b", "-target=a.b")]
    [InlineData("--target=a.b --replace c.d", "-target=a.b -replace=c.d")]
    [InlineData("-refresh=false -refresh-only -parallelism=3 -lock-timeout 10s", "-refresh=false -refresh-only -parallelism=3 -lock-timeout=10s")]
    [InlineData("-no-color -input=false -lock=true -compact-warnings", "")]
    public void Reach_the_api_in_one_form(string given, string sent) =>
        Assert.Equal(sent, string.Join(' ', SentArguments.Parse(given.Split(' ')).ForApi));

    [Fact]
    public void Variables_and_their_files_keep_their_order()
    {
        var arguments = SentArguments.Parse(["-var", "a=b=c", "-target=x", "-var-file=one.tfvars", "--var-file", "two.tfvars", "-var=a=-d"]);
        Assert.Equal([new(false, "a=b=c"), new(true, "one.tfvars"), new(true, "two.tfvars"), new(false, "a=-d")], arguments.Variables);
        Assert.Equal(["-target=x"], arguments.ForApi);
    }

    [Theory]
    [InlineData("-parallelism=0", "Terraform argument -parallelism=0 is not valid: give a whole number from 1 to 256.")]
    [InlineData("-lock-timeout=abc", "Terraform argument -lock-timeout=abc is not valid: give a duration, such as 30s or 5m.")]
    [InlineData("-refresh=maybe", "Terraform argument -refresh=maybe is not valid: give true or false.")]
    public void A_value_that_is_wrong_is_told_in_the_words_of_the_API_before_anything_is_sent(string given, string message) =>
        Assert.Equal(message, Assert.Throws<CliException>(() => SentArguments.Parse([given])).Message);

    [Theory]
    [InlineData("-auto-approve", true)]
    [InlineData("-auto-approve=false", false)]
    public void Say_whether_to_ask(string given, bool auto) => Assert.Equal(auto, SentArguments.Parse([given]).AutoApprove);

    [Theory]
    [InlineData("-var")]
    [InlineData("-out=x")]
    [InlineData("-lock=false")]
    [InlineData("planfile")]
    [InlineData("-target")]
    public void Others_are_refused_by_name(string given)
    {
        var refusal = Assert.Throws<CliException>(() => SentArguments.Parse([given]));
        Assert.Equal(ExitCodes.WrongUse, refusal.ExitCode);
        Assert.StartsWith(given, refusal.Message);
        Assert.Contains(refusal.Hints, hint => hint.Contains("--local"));
    }
}
