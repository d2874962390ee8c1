using Microsoft.Extensions.Options;

namespace Gaia.Runs.Keys;

/// <summary>
/// With what states, plans and given variables are encrypted, section <c>Gaia:Keys</c> (<c>Gaia__Keys__Value</c>, ...). Without any of
/// them: a key ring in <c>&lt;data&gt;/keys</c>, which processes of one machine share.
/// </summary>
public sealed class KeysOptions
{
    public const string Section = "Gaia:Keys";

    /// <summary>Keys of 32 bytes in base64, separated by commas: the first encrypts, all decrypt.</summary>
    public string? Value { get; set; }

    /// <summary>A file with such keys, one a line.</summary>
    public string? File { get; set; }

    /// <summary>Id, ARN or alias of an AWS KMS key that wraps data keys. Credentials come from the SDK's default chain.</summary>
    public string? Kms { get; set; }

    /// <summary>Region of the KMS key; the SDK's own (AWS_REGION, profile) where it is not set.</summary>
    public string? Region { get; set; }

    /// <summary>Address of a server that speaks KMS; AWS where it is not set.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Profile of the SDK's files to take credentials from, so that they are not those which runs have.</summary>
    public string? Profile { get; set; }
}

internal sealed class KeysOptionsValidator : IValidateOptions<KeysOptions>
{
    public ValidateOptionsResult Validate(string? name, KeysOptions options)
    {
        string?[] given = [options.Value, options.File, options.Kms];
        if (given.Count(setting => !string.IsNullOrEmpty(setting)) > 1)
            return ValidateOptionsResult.Fail("Of Gaia__Keys__Value, Gaia__Keys__File and Gaia__Keys__Kms more than one is set. Keep one.");
        if (!string.IsNullOrEmpty(options.Kms) && !IsKeyName(options.Kms))
            return ValidateOptionsResult.Fail($"Gaia__Keys__Kms is '{options.Kms}': it takes the id of a key, its ARN, or an alias with alias/ before it, such as alias/{options.Kms}.");
        try
        {
            if (string.IsNullOrEmpty(options.Kms)) GivenKeys.Of(options);
            else KmsKeys.Open(options).Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (OptionsValidationException wrong)
        {
            return ValidateOptionsResult.Fail(wrong.Failures);
        }
        catch (FormatException wrong)
        {
            return ValidateOptionsResult.Fail(wrong.Message);
        }
    }

    // 1234abcd-12ab-34cd-56ef-1234567890ab, mrk-1234abcd12ab34cd56ef1234567890ab
    private static bool IsKeyName(string name) => Guid.TryParse(name, out _) || name.StartsWith("mrk-", StringComparison.Ordinal)
        || name.StartsWith("arn:", StringComparison.Ordinal) || name.StartsWith("alias/", StringComparison.Ordinal);
}
