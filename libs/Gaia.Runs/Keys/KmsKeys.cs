using System.Security.Cryptography;
using Amazon;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Keys;

/// <summary>Data keys that AWS KMS makes and opens. A wrapped key is <c>k</c> and KMS's own ciphertext, which names its key.</summary>
internal sealed class KmsKeys(KeysOptions options, TimeProvider time) : IDataKeys, IDisposable
{
    private const byte Kind = (byte)'k';
    private const int KeptKeys = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly AmazonKeyManagementServiceClient kms = Open(options);
    private readonly MemoryCache opened = new(new MemoryCacheOptions { SizeLimit = KeptKeys, CompactionPercentage = 0.25 });
    private volatile MadeKey? current;

    public string Name => $"the KMS key {options.Kms} (Gaia__Keys__Kms)";

    private string Region => options.Region is { Length: > 0 } region ? $"the region {region}" : "the region of AWS_REGION or of the profile";

    public async Task<DataKey> MakeAsync(CancellationToken cancellationToken)
    {
        // One for all that is written in an hour: KMS is asked once, and AES-GCM bears far more.
        if (current is { } known && time.GetUtcNow() < known.Until) return known.Key;
        var made = await AskAsync(() => kms.GenerateDataKeyAsync(
            new() { KeyId = options.Kms, KeySpec = DataKeySpec.AES_256, EncryptionContext = Context }, cancellationToken), cancellationToken);
        var fresh = new DataKey(made.Plaintext.ToArray(), [Kind, .. made.CiphertextBlob.ToArray()]);
        current = new(fresh, time.GetUtcNow() + Kept);
        Keep(fresh);
        return fresh;
    }

    public async Task<byte[]?> OpenAsync(byte[] wrapped, CancellationToken cancellationToken)
    {
        if (wrapped[0] != Kind) return null;
        if (wrapped.Length == 1) throw new CryptographicException("They are cut off.");
        if (opened.TryGetValue(Convert.ToBase64String(wrapped), out byte[]? known)) return known;
        try
        {
            var answer = await AskAsync(() => kms.DecryptAsync(
                new() { CiphertextBlob = new MemoryStream(wrapped[1..]), EncryptionContext = Context }, cancellationToken), cancellationToken);
            var key = answer.Plaintext.ToArray();
            Keep(new(key, wrapped));
            return key;
        }
        catch (KeysException other) when (other.InnerException is InvalidCiphertextException or IncorrectKeyException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        opened.Dispose();
        kms.Dispose();
    }

    private static Dictionary<string, string> Context => new() { ["application"] = "gaia" };

    private void Keep(DataKey key) => opened.Set(Convert.ToBase64String(key.Wrapped), key.Key, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept });

    // Of an answer only the code: its words may name accounts and roles.
    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (NotFoundException missing)
        {
            throw new KeysException($"{char.ToUpperInvariant(Name[0])}{Name[1..]} does not exist in {Region}. Correct the setting, or Gaia__Keys__Region; aws kms list-aliases shows those that there are.", missing);
        }
        catch (AmazonServiceException refused) when (refused.StatusCode != 0)
        {
            throw new KeysException($"KMS refuses {Name}: {refused.ErrorCode}. The credentials need kms:GenerateDataKey and kms:Decrypt of it, and it has to be enabled.", refused);
        }
        catch (Exception fault) when (fault is HttpRequestException or AmazonClientException or AmazonServiceException or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new KeysException($"KMS cannot be asked for {Name}. Check the network, the region (Gaia__Keys__Region) and the credentials, then try again.", fault);
        }
    }

    /// <exception cref="OptionsValidationException">No region is known.</exception>
    internal static AmazonKeyManagementServiceClient Open(KeysOptions options)
    {
        var config = new AmazonKeyManagementServiceConfig { ConnectTimeout = ConnectTimeout, Timeout = AnswerTimeout };
        if (options.Profile is { Length: > 0 } profile) config.Profile = new Profile(profile);
        if (options.Endpoint is { } endpoint) (config.ServiceURL, config.AuthenticationRegion) = (endpoint.OriginalString, options.Region ?? "us-east-1");
        else if (options.Region is { Length: > 0 } region) config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        try
        {
            return new(config);
        }
        catch (AmazonClientException fault)
        {
            throw new OptionsValidationException(KeysOptions.Section, typeof(KeysOptions),
                [$"The KMS key {options.Kms} cannot be used: {fault.Message.TrimEnd('.')}. Set Gaia__Keys__Region, or AWS_REGION, to the key's region."]);
        }
    }

    private sealed record MadeKey(DataKey Key, DateTimeOffset Until);
}
