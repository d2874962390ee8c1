using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>Where blobs are, section <c>Gaia:Blobs</c> (<c>Gaia__Blobs__Bucket</c>, ...). Without a bucket: <c>blobs</c> in the data directory.</summary>
public sealed class BlobsOptions
{
    public const string Section = "Gaia:Blobs";

    /// <summary>Name of an S3 bucket that API and workers share. Credentials come from the SDK's default chain.</summary>
    public string? Bucket { get; set; }

    /// <summary>What keys begin with, such as <c>gaia/prod</c>.</summary>
    public string? Prefix { get; set; }

    /// <summary>Address of a server that speaks S3; AWS where it is not set.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Region of the bucket; the SDK's own (AWS_REGION, profile) where it is not set.</summary>
    public string? Region { get; set; }

    /// <summary>Whether the bucket stands in the path and not in the host name. Servers other than AWS mostly want it.</summary>
    public bool PathStyle { get; set; }

    /// <summary>Profile of the SDK's files to take credentials from, so that they are not those which runs have.</summary>
    public string? Profile { get; set; }
}

internal sealed class BlobsOptionsValidator : IValidateOptions<BlobsOptions>
{
    public ValidateOptionsResult Validate(string? name, BlobsOptions options) =>
        Problems(options).ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;

    private static IEnumerable<string> Problems(BlobsOptions options)
    {
        if (string.IsNullOrEmpty(options.Bucket))
        {
            if (options.Prefix is not null || options.Endpoint is not null || options.Region is not null || options.Profile is not null || options.PathStyle)
                yield return "Gaia__Blobs__Bucket is not set, but other settings of Gaia__Blobs are. Name the bucket, or remove them to keep blobs in Gaia__DataDirectory.";
            yield break;
        }
        if (!BlobKeys.IsBucket(options.Bucket))
            yield return $"Gaia__Blobs__Bucket is '{options.Bucket}': a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens.";
        if (!string.IsNullOrEmpty(options.Prefix) && !BlobKeys.IsKey(options.Prefix))
            yield return $"Gaia__Blobs__Prefix is '{options.Prefix}': it is a path of letters, digits and . _ - such as gaia/prod, without a slash at its ends.";
        if (options.Endpoint is { } endpoint && !IsAddress(endpoint))
            yield return "Gaia__Blobs__Endpoint is not the address of a server: http:// or https://, a host and perhaps a port. Credentials are not part of it.";
    }

    private static bool IsAddress(Uri endpoint) => endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };
}
