using Gaia.Cli.Terraform;

namespace Gaia.Cli.Tests.Terraform;

public sealed class TerraformArgumentsTests
{
    [Theory]
    [InlineData("terraform plan app -s dev -target=a", "terraform plan app -s dev", "-target=a")]
    [InlineData("terraform plan -target a app -s dev", "terraform plan app -s dev", "-target a")]
    [InlineData("terraform plan app -s=dev -var a=b", "terraform plan app -s=dev", "-var a=b")]
    [InlineData("terraform output app -s dev -json name", "terraform output app -s dev name", "-json")]
    [InlineData("-C dir tf apply app -auto-approve", "-C dir tf apply app", "-auto-approve")]
    [InlineData("terraform apply app --from-plan=x.plan -s dev", "terraform apply app --planfile=x.plan -s dev", "")]
    [InlineData("list stacks -json", "list stacks -json", "")]
    public void Terraforms_own_options_are_taken_out(string line, string ours, string theirs)
    {
        var (own, terraforms) = TerraformArguments.Split(line.Split(' '));
        Assert.Equal(ours, string.Join(' ', own));
        Assert.Equal(theirs, string.Join(' ', terraforms));
    }
}
