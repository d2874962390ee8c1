using System.Buffers;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>
/// Blobs as objects of a bucket. An object is there when its last byte is, so that no reader sees half of one; what is larger than
/// one part is uploaded part by part, and never held whole.
/// </summary>
internal sealed class S3BlobStore(IOptions<BlobsOptions> options, TimeProvider time) : IBlobStore, IDisposable
{
    /// <summary>S3 takes no smaller one, but for the last, and 10,000 of them.</summary>
    internal const int PartBytes = 8 << 20;

    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    private readonly AmazonS3Client s3 = S3Connection.Open(options.Value);
    private readonly string bucket = options.Value.Bucket!;
    private readonly string prefix = string.IsNullOrEmpty(options.Value.Prefix) ? "" : $"{options.Value.Prefix}/";

    public async Task WriteAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var name = Name(key);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes(content));
        try
        {
            var count = await FillAsync(content, buffer, cancellationToken);
            // A buffer that was filled may not be all.
            if (count < buffer.Length) await AskAsync(() => PutAsync(name, buffer, count, null, cancellationToken), cancellationToken);
            else await UploadAsync(name, content, buffer, count, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public async Task<bool> CreateAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        var name = Name(key);
        try
        {
            await AskAsync(() => PutAsync(name, content, content.Length, "*", cancellationToken), cancellationToken, IsThere);
            return true;
        }
        catch (AmazonS3Exception there) when (IsThere(there))
        {
            return false;
        }
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var name = Name(key);
        try
        {
            return (await AskAsync(() => s3.GetObjectAsync(bucket, name, cancellationToken), cancellationToken, IsMissing)).ResponseStream;
        }
        catch (AmazonS3Exception missing) when (IsMissing(missing))
        {
            return null;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var name = Name(key);
        await AskAsync(() => s3.DeleteObjectAsync(bucket, name, cancellationToken), cancellationToken);
    }

    public Task CheckAsync(CancellationToken cancellationToken) => AskAsync(
        () => s3.ListObjectsV2Async(new() { BucketName = bucket, Prefix = prefix, MaxKeys = 1 }, cancellationToken), cancellationToken);

    public async Task RemoveUnfinishedAsync(CancellationToken cancellationToken)
    {
        var asked = new ListMultipartUploadsRequest { BucketName = bucket, Prefix = prefix };
        while (true)
        {
            var page = await AskAsync(() => s3.ListMultipartUploadsAsync(asked, cancellationToken), cancellationToken);
            foreach (var upload in page.MultipartUploads ?? [])
                if (upload.Initiated is { } begun && time.GetUtcNow().UtcDateTime - begun.ToUniversalTime() > LongestUpload)
                    await AbortAsync(upload.Key, upload.UploadId);
            if (page.IsTruncated is not true) return;
            (asked.KeyMarker, asked.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }

    public void Dispose() => s3.Dispose();

    private async Task UploadAsync(string name, Stream content, byte[] buffer, int count, CancellationToken cancellationToken)
    {
        var upload = await AskAsync(
            () => s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = name }, cancellationToken), cancellationToken);
        try
        {
            List<PartETag> parts = [];
            for (; count > 0; count = await FillAsync(content, buffer, cancellationToken))
                parts.Add(await PartAsync(upload, buffer, count, parts.Count + 1, cancellationToken));
            await AskAsync(() => s3.CompleteMultipartUploadAsync(
                new() { BucketName = bucket, Key = name, UploadId = upload.UploadId, PartETags = parts }, cancellationToken), cancellationToken);
        }
        catch
        {
            await AbortAsync(name, upload.UploadId);
            throw;
        }
    }

    private async Task<PartETag> PartAsync(InitiateMultipartUploadResponse upload, byte[] buffer, int count, int number, CancellationToken cancellationToken)
    {
        var part = await AskAsync(() => s3.UploadPartAsync(new()
        {
            BucketName = bucket, Key = upload.Key, UploadId = upload.UploadId, PartNumber = number, PartSize = count,
            InputStream = new MemoryStream(buffer, 0, count, writable: false), UseChunkEncoding = false,
        }, cancellationToken), cancellationToken);
        return new(number, part.ETag);
    }

    private Task<PutObjectResponse> PutAsync(string name, byte[] bytes, int count, string? unlessThereIs, CancellationToken cancellationToken) => s3.PutObjectAsync(new()
    {
        // In one piece, so that the signature covers all of it.
        BucketName = bucket, Key = name, InputStream = new MemoryStream(bytes, 0, count, writable: false), UseChunkEncoding = false, IfNoneMatch = unlessThereIs,
    }, cancellationToken);

    // Where it cannot be, the sweep does it later: what stopped the write is what the caller has to know.
    private async Task AbortAsync(string name, string upload)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(new() { BucketName = bucket, Key = name, UploadId = upload }, CancellationToken.None);
        }
        catch (Exception fault) when (S3Faults.Of(fault, options.Value) is not null)
        {
        }
    }

    private static bool IsThere(AmazonS3Exception answer) =>
        answer.StatusCode is HttpStatusCode.PreconditionFailed || answer is { StatusCode: HttpStatusCode.Conflict, ErrorCode: not "OperationAborted" };

    private static bool IsMissing(AmazonS3Exception answer) => answer.ErrorCode == "NoSuchKey";

    /// <param name="isAnswer">Whether what the server says is for the caller, and no fault.</param>
    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken, Func<AmazonS3Exception, bool>? isAnswer = null)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception answer) when (isAnswer?.Invoke(answer) is true)
        {
            throw;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && S3Faults.Of(fault, options.Value) is { } named)
        {
            throw named;
        }
    }

    // One byte more than there is, to see that it ends.
    private static int FirstBytes(Stream content) =>
        content.CanSeek ? (int)Math.Clamp(content.Length - content.Position + 1, 1, PartBytes) : PartBytes;

    private static async Task<int> FillAsync(Stream content, byte[] buffer, CancellationToken cancellationToken) =>
        await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);

    private string Name(string key) => prefix + BlobKeys.Demand(key);
}
