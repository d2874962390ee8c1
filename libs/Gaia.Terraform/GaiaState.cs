namespace Gaia.Terraform;

/// <summary>Gaia as a backend of Terraform's type http.</summary>
/// <param name="Address">Of this one state.</param>
/// <param name="Token">Its password; null if the API asks for none.</param>
public sealed record GaiaState(Uri Address, string? Token)
{
    private const string User = "gaia";

    /// <summary>Terraform takes the lock of the state. False where the caller keeps everybody else out by itself.</summary>
    public bool Locks { get; init; } = true;

    /// <summary>TF_HTTP_ADDRESS and its kin: never in a file or an argument.</summary>
    /// <param name="broken">Lock that terraform force-unlock was given; it sends nothing of it by itself.</param>
    internal IEnumerable<KeyValuePair<string, string>> Environment(string? broken = null)
    {
        yield return new("TF_HTTP_ADDRESS", Address.AbsoluteUri);
        if (Locks)
        {
            yield return new("TF_HTTP_LOCK_ADDRESS", Address.AbsoluteUri);
            yield return new("TF_HTTP_LOCK_METHOD", "LOCK");
            yield return new("TF_HTTP_UNLOCK_ADDRESS", broken is null ? Address.AbsoluteUri : $"{Address.AbsoluteUri}{(Address.Query.Length == 0 ? "?" : "&")}ID={Uri.EscapeDataString(broken)}");
            yield return new("TF_HTTP_UNLOCK_METHOD", "UNLOCK");
        }
        if (Token is null) yield break;
        yield return new("TF_HTTP_USERNAME", User);
        yield return new("TF_HTTP_PASSWORD", Token);
    }

    /// <summary>An API that starts anew in the middle of an apply is waited for, unless the component's own `env` says how long.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Retries { get; } = [new("TF_HTTP_RETRY_MAX", "8"), new("TF_HTTP_RETRY_WAIT_MAX", "15")];
}
