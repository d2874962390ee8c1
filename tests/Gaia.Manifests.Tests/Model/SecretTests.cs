using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed class SecretTests
{
    private const string App = """
        {"Pg.Password": {"type": "parameter.v0", "value": "{Pg.Password.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
         "enc": {"type": "annotated.string", "value": "{Pg.Password.value}", "filter": "uri"}, "unused": {"type": "parameter.v0", "value": "{unused.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
         "app": {"type": "container.v0", "image": "x", "env": {"A": "{Pg.Password.value}", "B": "x://{enc.value}@y"}}}
        """;

    [Fact]
    public void Only_what_a_workload_needs_has_a_key() => Assert.Equal(
        [new SecretValue("pg-password", "Pg.Password", false, null), new SecretValue("pg-password-uri", "Pg.Password", true, null)], Build(App).Secrets);

    [Fact]
    public void Plain_secrets_have_their_text_by_the_name_of_the_parameter_or_the_key()
    {
        var plain = Defaults with { Secrets = new SecretSettings(SecretProvider.Plain) };
        Assert.Equal(["p ä/", "p%20%C3%A4%2F"], Build(App, plain, new Dictionary<string, string> { ["pg.password"] = "p ä/" }).Secrets.Select(secret => secret.Text));
        Assert.Equal("k", Build(App, plain, new Dictionary<string, string> { ["pg-password"] = "k" }).Secrets[0].Text);
        Assert.Equal(("value.missing", "Secret Pg.Password has no value: add `Pg.Password: VALUE` to the file of --parameters (--generate-missing makes those that the manifest has a rule for)."),
            Assert.Single(Faults(App, plain).Select(fault => (fault.Code, fault.Message))));
    }

    [Fact]
    public void A_secret_kept_elsewhere_needs_its_encoded_form_there()
    {
        SecretSettings At(string? uriKey) => new(SecretProvider.Existing) { Places = new Dictionary<string, SecretPlace> { ["Pg.Password"] = new("db", "password", uriKey) } };
        Assert.Contains("`secrets.places.Pg.Password.uriKey: KEY`", Assert.Single(Faults(App, Defaults with { Secrets = At(null) })).Message);
        Assert.Equal(2, Build(App, Defaults with { Secrets = At("password-uri") }).Secrets.Count);
    }

    [Theory]
    [InlineData("DB_PASSWORD", "x", true)]
    [InlineData("Jwt__SecretKey", "x", true)]
    [InlineData("ClientSecret", "x", true)]
    [InlineData("API_KEY", "x", true)]
    [InlineData("Jwt__Key", "x", true)]
    [InlineData("APIKEY", "x", true)]
    [InlineData("Tokens__0__Token", "x", true)]
    [InlineData("RABBITMQ_DEFAULT_PASS", "x", true)]
    [InlineData("Storage__AccountKey", "x", true)]
    [InlineData("URI", "amqp://guest:guest@mq", true)]
    [InlineData("ConnectionStrings__db", "Host=x;Password=y", true)]
    [InlineData("DB_PASSWORD", "", false)]
    [InlineData("ALLOW_EMPTY_PASSWORD", "yes", false)]
    [InlineData("TOKEN_URL", "https://login/token", false)]
    [InlineData("PASSWORD_FILE", "/run/x", false)]
    [InlineData("PublicKey", "x", false)]
    [InlineData("PARTITION_KEY", "x", false)]
    [InlineData("Compass", "x", false)]
    [InlineData("ConnectionStrings__db", "Host=x;Username=y", false)]
    [InlineData("URI", "http://web:8080/a@b", false)]
    public void A_secret_in_plain_is_refused(string name, string text, bool isRefused)
    {
        var app = """{"app": {"type": "container.v0", "image": "x", "env": {"NAME": "TEXT"}}}""".Replace("NAME", name).Replace("TEXT", text);
        if (!isRefused)
        {
            Assert.Equal(text, Build(app).Env("app", name));
            return;
        }

        Assert.Equal("secret.in-plain", Assert.Single(Faults(app)).Code);
        Assert.Equal(text, Build(app, With("app", new() { NotSecret = [name] })).Env("app", name));
        Assert.Equal("[kept]", Build(app, With("app", new() { SecretEnvironment = new Dictionary<string, string> { [name] = "kept" } })).Env("app", name));
        Assert.Equal("secret.in-plain", Assert.Single(Faults("""{"app": {"type": "container.v0", "image": "x"}}""", With("app", new() { Environment = new Dictionary<string, string> { [name] = text } }))).Code);
    }

    [Fact]
    public void A_secret_parameter_in_the_settings_is_refused() =>
        Assert.Equal("secret.in-plain", Assert.Single(Faults(App, Parameters(("Pg.Password", "hunter2")))).Code);

    [Fact]
    public void Two_secrets_of_one_key_are_refused() => Assert.Equal("name.clash", Assert.Single(Faults("""
        {"a-b": {"type": "parameter.v0", "value": "{a-b.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}}, "a.b": {"type": "parameter.v0", "value": "{a.b.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
         "app": {"type": "container.v0", "image": "x", "env": {"A": "{a-b.value}", "B": "{a.b.value}"}}}
        """)).Code);
}
