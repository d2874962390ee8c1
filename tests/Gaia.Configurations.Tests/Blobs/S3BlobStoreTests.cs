using Amazon.S3;
using Amazon.S3.Model;
using Gaia.Configurations.Blobs;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Tests.Blobs;

public sealed class S3BlobStoreTests : BlobStoreConformance, IAsyncLifetime
{
    private const string Prefix = "gaia/prod";
    private readonly string bucket = $"gaia-{Guid.NewGuid():N}";
    private readonly AmazonS3Client s3;
    private readonly S3BlobStore blobs;

    public S3BlobStoreTests(Moto moto)
    {
        s3 = S3Connection.Open(Settings(moto.Endpoint));
        blobs = new(Options.Create(Settings(moto.Endpoint)), Time);
    }

    private protected override IBlobStore Blobs => blobs;

    public async ValueTask InitializeAsync() => await s3.PutBucketAsync(bucket, Stop);

    [Fact]
    public async Task Keys_begin_with_the_prefix()
    {
        await WriteAsync("a/b", "x");
        var found = await s3.ListObjectsV2Async(new() { BucketName = bucket }, Stop);
        Assert.Equal(["gaia/prod/a/b"], found.S3Objects.Select(each => each.Key));
    }

    [Fact]
    public async Task An_unfinished_upload_of_somebody_else_is_left_alone()
    {
        await s3.InitiateMultipartUploadAsync(bucket, "other/a", Stop);
        Time.Advance(TimeSpan.FromDays(2));
        await blobs.RemoveUnfinishedAsync(Stop);
        Assert.Equal(1, await CountAsync("other/"));
    }

    public ValueTask DisposeAsync()
    {
        blobs.Dispose();
        s3.Dispose();
        return ValueTask.CompletedTask;
    }

    private protected override Task<int> UnfinishedAsync() => CountAsync(Prefix);

    private protected override async Task LeaveUnfinishedAsync(string key)
    {
        var upload = await s3.InitiateMultipartUploadAsync(bucket, $"{Prefix}/{key}", Stop);
        await s3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = bucket, Key = upload.Key, UploadId = upload.UploadId, PartNumber = 1, InputStream = new MemoryStream([1, 2, 3]), UseChunkEncoding = false,
        }, Stop);
    }

    private async Task<int> CountAsync(string prefix) =>
        (await s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket, Prefix = prefix }, Stop)).MultipartUploads?.Count ?? 0;

    private BlobsOptions Settings(string endpoint) => new() { Bucket = bucket, Prefix = Prefix, Endpoint = new(endpoint), PathStyle = true };
}
