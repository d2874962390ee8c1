using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace Gaia.Configurations.Blobs;

/// <summary>What went wrong with a bucket, in words. Of a server's answer only the code is passed on: its message may quote what was signed.</summary>
internal static class S3Faults
{
    private static readonly string[] OfRegion = ["AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException"];
    // Of credentials, with 400.
    private static readonly string[] OfCredentials = ["ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired", "InvalidAccessKeyId"];
    // What S3 says with 400, 404 or 409 and does not say again. NoSuchUpload: an upload that was completed, or removed, before the answer came.
    private static readonly string[] OfPassing = ["RequestTimeout", "OperationAborted", "NoSuchUpload"];
    private static readonly string[] OfFull = ["XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded"];

    /// <returns>Null where it is not the store's.</returns>
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
            AmazonServiceException old when OfCredentials.Contains(old.ErrorCode) => Named(BlobStoreFault.Forbidden,
                $"does not take these credentials any more, or never did ({old.ErrorCode}). Renew them, and restart this process if it takes them from its environment."),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } refused => Named(BlobStoreFault.Forbidden,
                $"refuses these credentials ({Code(refused)}). They need s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload, "
                + "s3:ListBucket and s3:ListBucketMultipartUploads."),
            AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout } busy => Busy(busy),
            AmazonServiceException busy when OfPassing.Contains(busy.ErrorCode) => Busy(busy),
            AmazonServiceException { ErrorCode.Length: > 0 } other => Other(other),
            _ when IsNetwork(fault) => Named(BlobStoreFault.Unavailable, "cannot be reached. Check the network and Gaia__Blobs__Endpoint, then try again."),
            AmazonServiceException other => Other(other),
            // Nothing was asked yet: the SDK found no credentials.
            AmazonClientException => Named(BlobStoreFault.Forbidden,
                "cannot be asked: no credentials were found. Give this process AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (Gaia__Blobs__Profile) or a role."),
            _ => null,
        };

        BlobStoreException Busy(AmazonServiceException busy) => Named(BlobStoreFault.Unavailable, $"does not answer just now ({Code(busy)}). Try again in a few seconds.");

        // Such as KMS.DisabledException, of the key that the bucket is encrypted with.
        BlobStoreException Other(AmazonServiceException other) => Named(BlobStoreFault.Forbidden,
            $"refuses what was asked ({Code(other)}). Look that up in the server's documentation, and check the bucket's settings and the key it is encrypted with.");
    }

    private static string Code(AmazonServiceException fault) => fault.ErrorCode is { Length: > 0 } code ? code : $"{(int)fault.StatusCode} {fault.StatusCode}";

    private static string Full(AmazonServiceException full) => $"has no space left ({Code(full)}). Free space there or make it larger, then try again.";

    private static bool IsNetwork(Exception? fault) => fault switch
    {
        null => false,
        HttpRequestException or SocketException or IOException or TimeoutException or TaskCanceledException => true,
        _ => IsNetwork(fault.InnerException),
    };
}
