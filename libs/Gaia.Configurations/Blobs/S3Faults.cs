using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace Gaia.Configurations.Blobs;

/// <summary>What went wrong with a bucket, in words. Of a server's answer only the code is passed on: its message may quote what was signed.</summary>
internal static class S3Faults
{
    private static readonly string[] OfRegion = ["AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException"];
    private static readonly string[] OfFull = ["XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded"];

    /// <returns>Null where it is for the caller: a key that is not there, a condition that does not hold.</returns>
    public static BlobStoreException? Of(Exception fault, BlobsOptions options)
    {
        var where = $"The bucket {options.Bucket}{(options.Endpoint is { } endpoint ? $" at {endpoint.GetLeftPart(UriPartial.Path)}" : "")}";
        BlobStoreException Named(BlobStoreFault kind, string words) => new(kind, $"{where} {words}", fault);
        return fault switch
        {
            AmazonServiceException { ErrorCode: "NoSuchBucket" } => Named(BlobStoreFault.NoBucket, "does not exist. Create it, or correct Gaia__Blobs__Bucket."),
            AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } full => Named(BlobStoreFault.Full, Full(full)),
            AmazonServiceException full when OfFull.Contains(full.ErrorCode) => Named(BlobStoreFault.Full, Full(full)),
            AmazonServiceException region when OfRegion.Contains(region.ErrorCode) => Named(BlobStoreFault.Forbidden,
                $"is in another region ({region.ErrorCode}). Set Gaia__Blobs__Region to the bucket's."),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } refused => Named(BlobStoreFault.Forbidden,
                $"refuses these credentials ({refused.ErrorCode ?? $"{refused.StatusCode}"}). They need s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload, "
                + "s3:ListBucket and s3:ListBucketMultipartUploads."),
            AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout } busy => Named(
                BlobStoreFault.Unavailable, $"does not answer just now ({busy.ErrorCode ?? $"{busy.StatusCode}"}). Try again in a few seconds."),
            AmazonServiceException { StatusCode: not 0 } => null,
            _ when IsNetwork(fault) => Named(BlobStoreFault.Unavailable, "cannot be reached. Check the network and Gaia__Blobs__Endpoint, then try again."),
            // Nothing was asked yet: the SDK found no credentials.
            AmazonClientException => Named(BlobStoreFault.Forbidden,
                "cannot be asked: no credentials were found. Give this process AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (Gaia__Blobs__Profile) or a role."),
            _ => null,
        };
    }

    private static string Full(AmazonServiceException full) => $"has no space left ({full.ErrorCode ?? $"{full.StatusCode}"}). Free space there or make it larger, then try again.";

    private static bool IsNetwork(Exception? fault) => fault switch
    {
        null => false,
        HttpRequestException or SocketException or IOException or TimeoutException or TaskCanceledException => true,
        _ => IsNetwork(fault.InnerException),
    };
}
