using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gaia.Stacks.Aws;

/// <summary>AWS Signature Version 4. Headers that start with X-Amz- are signed with the rest.</summary>
internal static class AwsSignature
{
    public static void Sign(
        HttpRequestMessage request, string service, string region, AwsCredentials credentials, DateTimeOffset now, ReadOnlySpan<byte> body = default)
    {
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(body));
        var address = request.RequestUri!;
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}",
            ["x-amz-content-sha256"] = bodyHash,
            ["x-amz-date"] = time,
        };
        foreach (var (name, values) in request.Headers)
            if (name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)) headers[name.ToLowerInvariant()] = string.Join(',', values);
        if (credentials.SessionToken is { } token) headers["x-amz-security-token"] = token;
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join('\n', request.Method.Method, address.AbsolutePath, Query(address),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")), names, bodyHash);
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { time[..8], region, service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey),
            (secret, part) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        foreach (var (name, value) in headers)
            if (!request.Headers.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static string Query(Uri address) =>
        string.Join('&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
