namespace Gaia.Worker;

/// <summary>Names of the places from which terraform's providers would take credentials here. Never their values.</summary>
internal static class CredentialSources
{
    private static readonly string[] Variables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_ENDPOINT_URL",
        "GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CREDENTIALS", "ARM_CLIENT_ID", "ARM_USE_MSI", "KUBECONFIG",
    ];

    private static readonly string[] Files = [".aws/credentials", ".aws/config", ".config/gcloud/application_default_credentials.json", ".azure/azureProfile.json"];

    public static IEnumerable<string> Seen()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Variables.Where(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            .Concat(Files.Where(file => home.Length > 0 && File.Exists(Path.Combine(home, file))).Select(file => $"~/{file}"));
    }
}
