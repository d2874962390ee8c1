namespace Gaia.Contracts.Client;

public sealed record GaiaClientOptions
{
    public static readonly Uri DefaultUrl = new("http://127.0.0.1:8080");

    public Uri Url { get; init; } = DefaultUrl;

    /// <summary>Bearer token; null where the API wants none (Development on loopback).</summary>
    public string? Token { get; init; }

    /// <summary>Product token of the User-Agent header.</summary>
    public string UserAgent { get; init; } = "gaia-client";

    /// <summary>Further attempts after a lost connection or 502, 503, 504; 0.2 s, 0.4 s, 0.8 s ... apart. Default 3.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Until the headers of an answer are there. Default 60 s; uploads have none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
