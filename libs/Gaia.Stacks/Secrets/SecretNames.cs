namespace Gaia.Stacks.Secrets;

/// <summary>Names that say of their value that it is secret: AWS_SECRET_ACCESS_KEY, TF_VAR_db_password, client_secret, connString.</summary>
public static class SecretNames
{
    private static readonly string[] Words =
    [
        "SECRET", "TOKEN", "PASSWORD", "PASSWD", "PASSPHRASE", "PRIVATEKEY", "APIKEY", "ACCESSKEY", "ENCRYPTIONKEY", "ACCOUNTKEY", "CREDENTIAL",
        "CONNECTIONSTRING", "CONNSTR", "SIGNATURE",
    ];

    // These say where a secret is, or what it is called.
    private static readonly string[] Places = ["FILE", "PATH", "NAME", "SUFFIX", "ARN"];

    public static bool IsOne(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Words.Any(word => plain.Contains(word, StringComparison.OrdinalIgnoreCase))
            && !Places.Any(place => plain.EndsWith(place, StringComparison.OrdinalIgnoreCase));
    }
}
