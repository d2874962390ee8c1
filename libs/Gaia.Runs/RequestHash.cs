using System.Security.Cryptography;
using Gaia.Configurations.Blobs;
using Microsoft.Extensions.Options;

namespace Gaia.Runs;

/// <summary>
/// Tells whether two requests are the same without keeping them: they may hold secrets, and a plain hash of a short one is soon guessed. The key is
/// <c>&lt;data&gt;/keys/requests.key</c>, shared by all processes of the API; where it is lost a repeated request is taken for another one.
/// </summary>
public sealed class RequestHash(IOptions<RunsOptions> options)
{
    private const int KeyLength = 32;
    private readonly Lazy<byte[]> key = new(() => Read(options.Value.DataPath("keys")));

    /// <returns>32 bytes.</returns>
    public byte[] Of(ReadOnlySpan<byte> request) => HMACSHA256.HashData(key.Value, request);

    private static byte[] Read(string folder)
    {
        var path = Path.Combine(PrivateFolder.Create(folder), "requests.key");
        if (!File.Exists(path)) Make(path);
        return File.ReadAllBytes(path);
    }

    // Whole or not at all, and the first of several processes wins.
    private static void Make(string path)
    {
        var writing = $"{path}.{Guid.NewGuid():N}.tmp";
        using (var file = PrivateFolder.NewFile(writing)) file.Write(RandomNumberGenerator.GetBytes(KeyLength));
        try
        {
            File.Move(writing, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(writing);
        }
    }
}
