using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>A client of the bucket's server, with credentials of the SDK's default chain.</summary>
internal static class S3Connection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(2);
    private const int Retries = 3;

    /// <exception cref="OptionsValidationException">The region is known from nowhere.</exception>
    public static AmazonS3Client Open(BlobsOptions options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle, ConnectTimeout = ConnectTimeout, Timeout = AnswerTimeout, MaxErrorRetry = Retries,
            // The signature covers the body; further checksums are what servers other than AWS do not know.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Profile is { Length: > 0 } profile) config.Profile = new Profile(profile);
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.OriginalString;
            config.AuthenticationRegion = options.Region ?? "us-east-1";
        }
        else if (options.Region is { Length: > 0 } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        try
        {
            return new AmazonS3Client(config);
        }
        catch (AmazonClientException fault)
        {
            throw new OptionsValidationException(BlobsOptions.Section, typeof(BlobsOptions),
                [$"The bucket {options.Bucket} cannot be used: {fault.Message.TrimEnd('.')}. Set Gaia__Blobs__Region, or AWS_REGION, to the bucket's region."]);
        }
    }
}
