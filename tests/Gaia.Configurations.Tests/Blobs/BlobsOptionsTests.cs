using Gaia.Configurations.Blobs;

namespace Gaia.Configurations.Tests.Blobs;

public sealed class BlobsOptionsTests
{
    [Fact]
    public void A_directory_needs_no_setting() => Assert.True(Check(new()).Succeeded);

    [Fact]
    public void A_bucket_with_all_of_them_is_fine() =>
        Assert.True(Check(new() { Bucket = "acme-gaia", Prefix = "gaia/prod", Endpoint = new("https://minio.acme:9000"), Region = "eu-west-1", PathStyle = true }).Succeeded);

    [Theory]
    [InlineData(null, "p", null, "Gaia__Blobs__Bucket is not set")]
    [InlineData("Acme_Gaia", null, null, "Gaia__Blobs__Bucket is 'Acme_Gaia'")]
    [InlineData("acme", "/p/", null, "Gaia__Blobs__Prefix")]
    [InlineData("acme", "../p", null, "Gaia__Blobs__Prefix")]
    [InlineData("acme", null, "ftp://minio", "Gaia__Blobs__Endpoint")]
    [InlineData("acme", null, "http://me:secret@minio", "Gaia__Blobs__Endpoint")]
    public void What_cannot_work_is_refused_by_its_name(string? bucket, string? prefix, string? endpoint, string words)
    {
        var found = Check(new() { Bucket = bucket, Prefix = prefix, Endpoint = endpoint is null ? null : new(endpoint) });
        Assert.Contains(words, Assert.Single(found.Failures!));
        Assert.DoesNotContain("secret", found.FailureMessage);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(BlobsOptions options) => new BlobsOptionsValidator().Validate(null, options);
}
