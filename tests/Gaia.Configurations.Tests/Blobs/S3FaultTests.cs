using Gaia.Configurations.Blobs;
using Gaia.TestProcesses;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Tests.Blobs;

/// <summary>Buckets that are not as they should be.</summary>
public sealed class S3FaultTests(Moto moto)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_that_is_not_there_is_no_missing_blob()
    {
        var fault = await FaultAsync(moto.Endpoint);
        Assert.Equal(BlobStoreFault.NoBucket, fault.Fault);
        Assert.Contains("The bucket not-there at", fault.Message);
        Assert.Contains("Gaia__Blobs__Bucket", fault.Message);
        Assert.False(fault.IsPassing);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var fault = await FaultAsync($"http://127.0.0.1:{FreePort.Next()}");
        Assert.Equal(BlobStoreFault.Unavailable, fault.Fault);
        Assert.Contains("cannot be reached", fault.Message);
        Assert.True(fault.IsPassing);
    }

    [Theory]
    [InlineData(403, "AccessDenied", BlobStoreFault.Forbidden, "s3:ListBucket")]
    [InlineData(403, "SignatureDoesNotMatch", BlobStoreFault.Forbidden, "SignatureDoesNotMatch")]
    [InlineData(400, "AuthorizationHeaderMalformed", BlobStoreFault.Forbidden, "Gaia__Blobs__Region")]
    [InlineData(400, "ExpiredToken", BlobStoreFault.Forbidden, "Renew them")]
    [InlineData(400, "InvalidToken", BlobStoreFault.Forbidden, "Renew them")]
    [InlineData(400, "KMS.DisabledException", BlobStoreFault.Forbidden, "(KMS.DisabledException)")]
    [InlineData(404, "NoSuchUpload", BlobStoreFault.Unavailable, "NoSuchUpload")]
    [InlineData(409, "OperationAborted", BlobStoreFault.Unavailable, "OperationAborted")]
    [InlineData(412, "PreconditionFailed", BlobStoreFault.Forbidden, "(PreconditionFailed)")]
    [InlineData(405, "", BlobStoreFault.Forbidden, "MethodNotAllowed")]
    [InlineData(503, "SlowDown", BlobStoreFault.Unavailable, "SlowDown")]
    [InlineData(507, "XMinioStorageFull", BlobStoreFault.Full, "no space left")]
    public async Task What_the_server_answers_is_passed_on_by_its_code_alone(int status, string code, BlobStoreFault expected, string words)
    {
        using var server = Refusing(status, $"<Error><Code>{code}</Code><Message>StringToSign AKIASECRET</Message></Error>");

        var fault = await FaultAsync(server.Address.ToString());

        Assert.Equal(expected, fault.Fault);
        Assert.Contains(words, fault.Message);
        Assert.DoesNotContain("AKIA", fault.Message);
        Assert.Equal(expected is BlobStoreFault.Full, FullDisk.Of(fault) is not null);
    }

    private static async Task<BlobStoreException> FaultAsync(string endpoint)
    {
        using var blobs = new S3BlobStore(
            Options.Create(new BlobsOptions { Bucket = "not-there", Endpoint = new(endpoint), PathStyle = true }), TimeProvider.System);
        await Assert.ThrowsAsync<BlobStoreException>(() => blobs.OpenReadAsync("a", Stop));
        await Assert.ThrowsAsync<BlobStoreException>(() => blobs.CheckAsync(Stop));
        await Assert.ThrowsAsync<BlobStoreException>(() => blobs.DeleteAsync("a", Stop));
        await Assert.ThrowsAsync<BlobStoreException>(() => blobs.RemoveUnfinishedAsync(Stop));
        return await Assert.ThrowsAsync<BlobStoreException>(() => blobs.WriteAsync("a", new MemoryStream([1]), Stop));
    }

    private static LocalWeb Refusing(int status, string body) => new(call =>
    {
        (call.Response.StatusCode, call.Response.ContentType) = (status, "application/xml");
        return call.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body)).AsTask();
    });
}
