using Gaia.Runs.Masking;

namespace Gaia.Runs.Tests.Masking;

public sealed class SettingsSecretsTests
{
    [Fact]
    public void A_backend_file_has_the_secrets_that_its_names_tell() => Assert.Equal(
        ["AKIA1", "s3cr3t", "postgres://app:hunter2@db/x", "hunter2", "tok"],
        SecretText.OfSettings("""
            {"terraform":{"backend":{"s3":{"bucket":"b","access_key":"AKIA1","secret_key":"s3cr3t","region":"eu-central-1"},
             "pg":{"conn_str":"postgres://app:hunter2@db/x"},"http":{"address":"https://host/x?token=tok"}}}}
            """u8.ToArray()));

    [Fact]
    public void Values_of_a_stacks_env_are_secret_unless_they_plainly_are_none()
    {
        var environment = new Dictionary<string, string>
        {
            ["DATADOG_APP"] = "dd-app-12345", ["AWS_REGION"] = "eu-central-1", ["AWS_PROFILE"] = "acme-production", ["TF_LOG"] = "TRACE-LEVEL",
            ["STAGE"] = "production", ["SHORT"] = "dev", ["ATMOS_BASE_PATH"] = "/srv/infra", ["TF_CLI_ARGS_plan"] = "-parallelism=2",
        };
        Assert.Equal(["dd-app-12345"], StackEnvironment.Secrets(environment, new HashSet<string> { "production" }));
    }

    [Fact]
    public void The_workers_own_credentials_are_known_wherever_they_are_written() => Assert.Equal(
        ["Host=db;Username=gaia;Password=hunter2", "hunter2", "redis:6379,password=redis-pw", "redis-pw", "ghp_x", "a2V5LTE=", "a2V5LTI=", "of-a-file"],
        WorkerSecrets.Of(new Dictionary<string, string>
        {
            ["ConnectionStrings__gaia"] = "Host=db;Username=gaia;Password=hunter2", ["ConnectionStrings__redis"] = "redis:6379,password=redis-pw", ["GITHUB_TOKEN"] = "ghp_x",
            ["Gaia__Database__PasswordFile"] = "/run/secrets/db", ["OTHER_TOKEN_FILE"] = "/gone", ["CA_FILE"] = "/etc/ca", ["Gaia__Keys__Value"] = "a2V5LTE=,a2V5LTI=",
        }, path => path switch { "/run/secrets/db" => "of-a-file", "/gone" => null, _ => throw new InvalidOperationException(path) }));
}
