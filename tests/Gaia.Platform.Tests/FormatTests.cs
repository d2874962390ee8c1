namespace Gaia.Platform.Tests;

public sealed class FormatTests
{
    [Theory]
    [InlineData("components")]
    [InlineData("tests/aws")]
    public async Task Terraform_files_are_formatted(string folder)
    {
        Needs.TerraformBinary();
        var result = await Tool.RunAsync("terraform", ["fmt", "-check", "-recursive", "-diff", folder], Repository.Root,
            new Dictionary<string, string>(), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"Run `terraform fmt -recursive {folder}`:\n{result.Everything}");
    }
}
