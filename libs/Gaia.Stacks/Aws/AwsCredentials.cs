using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Aws;

/// <summary>Keys of the environment, of the backend itself or of a profile in the shared credentials file.</summary>
internal sealed record AwsCredentials(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <param name="written">Variables that the configuration itself gives: a file that they name is one of its own.</param>
    public static AwsCredentials? Of(MapNode backend, Func<string, string?> variables, Func<string, string?> written, RepositoryRoot root)
    {
        if (backend.Text("access_key") is { } access && backend.Text("secret_key") is { } secret) return new(access, secret, backend.Text("token"));
        var profile = backend.Text("profile") ?? variables("AWS_PROFILE");
        if (backend.Text("profile") is null && variables("AWS_ACCESS_KEY_ID") is { } id && variables("AWS_SECRET_ACCESS_KEY") is { } key)
            return new(id, key, variables("AWS_SESSION_TOKEN"));
        return AwsProfile.Lines(backend.Text("shared_credentials_file"), "AWS_SHARED_CREDENTIALS_FILE", "credentials", variables, written, root) is { } lines
            ? FromFile(lines, profile ?? "default") : null;
    }

    internal static AwsCredentials? FromFile(IEnumerable<string> lines, string profile)
    {
        var values = AwsProfile.Section(lines, profile);
        return values.TryGetValue("aws_access_key_id", out var id) && values.TryGetValue("aws_secret_access_key", out var key)
            ? new(id, key, values.GetValueOrDefault("aws_session_token"))
            : null;
    }
}
