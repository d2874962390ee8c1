using System.ComponentModel.DataAnnotations;

namespace Gaia.Audit.Heads;

/// <summary>Section <c>Gaia:Audit</c>: where the head of the audit log is noted, so that a log that was rewritten as a whole is found.</summary>
internal sealed class AuditHeadOptions : IValidatableObject
{
    public const string Section = "Gaia:Audit";

    /// <summary>A line of JSON is added for each head, durably; mode 0600. Default: none.</summary>
    public string? HeadFile { get; set; }

    /// <summary>Takes the same JSON by POST. https, or http on loopback. Default: none.</summary>
    public Uri? HeadWebhook { get; set; }

    /// <summary>Holds the bearer token for it; read for each call. Default: none is sent.</summary>
    public string? HeadWebhookTokenFile { get; set; }

    /// <summary>How often a head that changed is noted; once more when the API stops. Default a minute; 1 s to a day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan HeadInterval { get; set; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HeadWebhook is { } url && !(url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))))
            yield return new("Gaia__Audit__HeadWebhook takes an https address, or an http one on loopback.");
        if (HeadWebhook is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
            yield return new("Gaia__Audit__HeadWebhook takes no password in its address: put a token into the file of Gaia__Audit__HeadWebhookTokenFile.");
        if (!string.IsNullOrEmpty(HeadWebhookTokenFile) && HeadWebhook is null)
            yield return new("Gaia__Audit__HeadWebhookTokenFile is set and Gaia__Audit__HeadWebhook is not.");
    }
}
