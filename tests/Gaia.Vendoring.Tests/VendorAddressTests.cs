namespace Gaia.Vendoring.Tests;

public class VendorAddressTests
{
    [Theory]
    [InlineData("github.com/cloudposse/terraform-aws-components.git//modules/vpc?ref=1.2.3", "git", "https://github.com/cloudposse/terraform-aws-components.git", "modules/vpc", "1.2.3")]
    [InlineData("git::https://host/repo.git?ref=v1&depth=1", "git", "https://host/repo.git", "", "v1")]
    [InlineData("git::ssh://git@host/repo.git//a/b", "git", "ssh://git@host/repo.git", "a/b", null)]
    [InlineData("git@github.com:org/repo.git//sub?ref=main", "git", "git@github.com:org/repo.git", "sub", "main")]
    [InlineData("https://github.com/org/repo?ref=v1", "git", "https://github.com/org/repo", "", "v1")]
    [InlineData("https://raw.githubusercontent.com/org/repo/main/context.tf", "http", "https://raw.githubusercontent.com/org/repo/main/context.tf", "", null)]
    [InlineData("https://host/x.tar.gz//sub?token=1", "http", "https://host/x.tar.gz?token=1", "sub", null)]
    [InlineData("oci://public.ecr.aws/org/repo:1.0", "oci", "public.ecr.aws/org/repo:1.0", "", null)]
    [InlineData("../../mixins/context.tf", "local", "../../mixins/context.tf", "", null)]
    [InlineData("file:///../../mock", "local", "../../mock", "", null)]
    [InlineData("file:///tmp/x", "local", "/tmp/x", "", null)]
    public void Reads(string source, string kind, string location, string folder, string? reference) =>
        Assert.Equal(new VendorAddress(kind, location, folder, reference), VendorAddress.Parse(source));
}
