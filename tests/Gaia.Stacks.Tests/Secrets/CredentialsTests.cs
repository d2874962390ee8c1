using Gaia.Stacks.Secrets;

namespace Gaia.Stacks.Tests.Secrets;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("https://ci:hunter2@host/state", "https://host/state", "hunter2")]
    [InlineData("https://ci:p%40ss@host:8443/a?x=1", "https://host:8443/a?x=1", "p%40ss|p@ss")]
    [InlineData("https://ci:p@ss@host/state", "https://host/state", "p@ss")]
    [InlineData("https://ada@example.org:p@s@s@host/state", "https://host/state", "p@s@s")]
    [InlineData("https://ci:hunter2@host?mail=ada@example.org", "https://host?mail=ada@example.org", "hunter2")]
    [InlineData("""{"a":"https://ci:hunter2@host","mail":"ada@example.org"}""", """{"a":"https://host","mail":"ada@example.org"}""", "hunter2")]
    [InlineData("https://ghp_abcdefghijklmnop@github.com/acme/infra.git", "https://github.com/acme/infra.git", "ghp_abcdefghijklmnop")]
    [InlineData("https://5f2b9c0d1e4a7b86@host:8443/a", "https://host:8443/a", "5f2b9c0d1e4a7b86")]
    [InlineData("https://glpat-abcdef:x-oauth-basic@host/a", "https://host/a", "glpat-abcdef|x-oauth-basic")]
    [InlineData("https://0a1b%2Fc2d3e4f5:@host/a", "https://host/a", "0a1b%2Fc2d3e4f5|0a1b/c2d3e4f5")]
    [InlineData("git::ssh://git@github.com/acme/infra.git", "git::ssh://github.com/acme/infra.git", "")]
    [InlineData("https://oauth2@host/a https://x-access-token@host/b", "https://host/a https://host/b", "")]
    [InlineData("https://ada.lovelace%40example.org@host/a", "https://host/a", "")]
    [InlineData("mongodb://app:hunter2@one:27017,two:27017/x", "mongodb://one:27017,two:27017/x", "hunter2")]
    [InlineData("postgres://app@db:5432/states", "postgres://db:5432/states", "")]
    [InlineData("postgres://app:a:b@db/states?sslmode=require", "postgres://db/states?sslmode=require", "a:b")]
    [InlineData("https://host/state?private_token=glpat-1&page=2", "https://host/state?&page=2", "glpat-1")]
    [InlineData("https://blob/c?sv=2024&sig=a%2Bb", "https://blob/c?sv=2024&", "a%2Bb|a+b")]
    [InlineData("Host=db;Username=app;Password=hunter2;Database=x", "Host=db;Username=app;;Database=x", "hunter2")]
    [InlineData("Server=db;Uid=app;Pwd=hunter2", "Server=db;Uid=app;", "hunter2")]
    [InlineData("redis:6379,password=hunter2,ssl=true", "redis:6379,,ssl=true", "hunter2")]
    [InlineData("host=db password=hunter2 dbname=x", "host=db  dbname=x", "hunter2")]
    [InlineData("git@github.com:acme/infra.git", "git@github.com:acme/infra.git", "")]
    [InlineData("plain text, with key = value", "plain text, with key = value", "")]
    public void An_address_is_shown_without_what_opens_it(string text, string shown, string secrets)
    {
        Assert.Equal(shown, Credentials.Without(text));
        Assert.Equal(secrets, string.Join('|', Credentials.In(text)));
    }

    [Theory]
    [InlineData("git", true)]
    [InlineData("gitlab-ci-token", true)]
    [InlineData("gaia_app2", true)]
    [InlineData("1000", true)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", false)]
    [InlineData("github_pat_abc", false)]
    [InlineData("glpat-abc", false)]
    [InlineData("qwertyuiopasdfghjklzxcvbnm", false)]
    [InlineData("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", false)]
    public void A_user_is_a_name_or_a_token(string user, bool name) => Assert.Equal(name, UserNames.IsOne(user));

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("TF_VAR_db_password", true)]
    [InlineData("TF_TOKEN_app_terraform_io", true)]
    [InlineData("client_secret", true)]
    [InlineData("conn_str", true)]
    [InlineData("apiKey", true)]
    [InlineData("AWS_WEB_IDENTITY_TOKEN_FILE", false)]
    [InlineData("secret_suffix", false)]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS_PATH", false)]
    [InlineData("AWS_REGION", false)]
    [InlineData("keyboard", false)]
    public void A_name_says_whether_its_value_is_secret(string name, bool secret) => Assert.Equal(secret, SecretNames.IsOne(name));
}
