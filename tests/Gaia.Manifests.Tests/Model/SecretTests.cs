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
    [InlineData("PGPASSWORD", "x", true)]
    [InlineData("dbpassword", "x", true)]
    [InlineData("MYSQL_PASSWORDS", "x", true)]
    [InlineData("Passwords__0", "x", true)]
    [InlineData("ApiKeys__0", "x", true)]
    [InlineData("REDISCLI_AUTH", "x", true)]
    [InlineData("STRIPE_KEY", "sk_live_0123456789", true)]
    [InlineData("MAPS_KEY", "a1b2c3d4e5f6g7h8i9j0", true)]
    [InlineData("ConnectionStrings__cache", "cache:6379,password=x", true)]
    [InlineData("DB", "host=db password=x", true)]
    [InlineData("DB", "jdbc:postgresql://db/app?user=a&password=x", true)]
    [InlineData("SAS", "https://store/c?sv=1&sig=x", true)]
    [InlineData("URI", "amqp://user:p/w@mq", true)]
    [InlineData("HEADERS", "Bearer 0123456789", true)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=abc", true)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic 0123456789", true)]
    [InlineData("JAVA_OPTS", "-Djavax.net.ssl.trustStorePassword=x", true)]
    [InlineData("AZURE", "ClientId=x;ClientSecret=y", true)]
    [InlineData("DB_PASSWORD", "$(PGPASSWORD)", false)]
    [InlineData("URI", "postgres://u:$(PGPASSWORD)@db", false)]
    [InlineData("CACHE_KEY_PREFIX", "shop:", false)]
    [InlineData("KEY_PATH", "/etc/key", false)]
    [InlineData("STRIPE_KEY", "pk_live_0123456789abcdef", false)]
    [InlineData("PASSWORD_MIN_LENGTH", "8", false)]
    [InlineData("Identity__Password__RequireDigit", "true", false)]
    [InlineData("PEM", "-----BEGIN RSA PRIVATE KEY-----", true)]
    [InlineData("DB_PASSWORD", "", false)]
    [InlineData("MAX_TOKENS", "4096", false)]
    [InlineData("CACHE_KEY", "products:all", false)]
    [InlineData("CACHE_KEY", "a1b2c3d4e5f6g7h8i9j0", false)]
    [InlineData("LOGIN", "password=$PGPASSWORD", false)]
    [InlineData("URL", "http://registry:5000/shop/web@sha256", false)]
    [InlineData("BYPASS", "x", false)]
    [InlineData("TOKENIZER", "x", false)]
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

    [Theory]
    [InlineData("Password=hunter2;Token={t.value}", true)]
    [InlineData("amqp://u:hunter2@mq?token={t.value}", true)]
    [InlineData("Password={t.value};Token={t.value}", false)]
    [InlineData("amqp://u:{t.value}@mq", false)]
    [InlineData("cache:6379,password={t.value}", false)]
    public void Beside_a_secret_that_is_kept_another_one_is_seen(string text, bool isRefused)
    {
        var app = """
            {"t": {"type": "parameter.v0", "value": "{t.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
             "app": {"type": "container.v0", "image": "x", "env": {"A": "TEXT"}}}
            """.Replace("TEXT", text);
        if (isRefused) Assert.Equal("secret.in-plain", Assert.Single(Faults(app)).Code);
        else Build(app);
    }

    [Theory]
    [InlineData("""["--db-password=x"]""", true)]
    [InlineData("""["--requirepass", "x"]""", true)]
    [InlineData("""["amqp://u:p@mq/"]""", true)]
    [InlineData("""["-c", "redis-server --requirepass x --port 1"]""", true)]
    [InlineData("""["-c", "redis-server --requirepass {t.value}"]""", false)]
    [InlineData("""["-c", "redis-server --requirepass $REDIS_PASSWORD"]""", false)]
    [InlineData("""["--requirepass", "$(REDIS_PASSWORD)"]""", false)]
    [InlineData("""["--db-password={t.value}"]""", false)]
    [InlineData("""["--requirepass", "{t.value}"]""", false)]
    [InlineData("""["--password-file", "/run/x", "--token-url=http://x"]""", false)]
    [InlineData("""["--requirepass", "--port", "1"]""", false)]
    public void A_secret_in_a_command_line_is_refused(string args, bool isRefused)
    {
        var app = """
            {"t": {"type": "parameter.v0", "value": "{t.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
             "app": {"type": "container.v0", "image": "x", "args": ARGS}}
            """.Replace("ARGS", args);
        if (isRefused) Assert.Equal("secret.in-plain", Assert.Single(Faults(app)).Code);
        else Build(app);
        Build(app, With("app", new() { NotSecret = ["args"] }));
    }

    [Fact]
    public void A_secret_in_an_image_or_in_a_Dapr_component_is_refused()
    {
        Assert.Equal("secret.in-plain", Assert.Single(Faults("""{"app": {"type": "container.v1", "build": {"context": ".", "dockerfile": "Dockerfile", "args": {"NPM_TOKEN": "x"}}}}""")).Code);
        Assert.Equal("secret.in-plain", Assert.Single(Faults("""
            {"state": {"type": "dapr.component.v0", "daprComponent": {"type": "state.redis", "metadata": {"redisPassword": "x"}}},
            "app": {"type": "container.v0", "image": "x"}, "side": {"type": "dapr.v0", "dapr": {"application": "app", "appId": "app", "components": ["state"]}}}
            """)).Code);
    }

    [Fact]
    public void What_is_said_to_be_a_secret_has_to_be_one()
    {
        const string Plain = """
            {"plain": {"type": "parameter.v0", "value": "{plain.inputs.value}", "inputs": {"value": {"type": "string", "default": {"value": "hunter2"}}}}, "app": {"type": "container.v0", "image": "x"}}
            """;
        var refused = Assert.Single(Faults(Plain, With("app", new() { SecretEnvironment = new Dictionary<string, string> { ["A"] = "plain" } })));
        Assert.Equal("secret.in-plain", refused.Code);
        Assert.Contains("""AddParameter("plain", secret: true)""", refused.Message);
        Assert.Equal("secret.in-plain", Assert.Single(Faults(Plain, Defaults with { Telemetry = new(Collector: true) { SecretHeaders = new Dictionary<string, string> { ["Authorization"] = "plain" } } })).Code);
        Assert.Equal("secret.in-plain", Assert.Single(Faults("""
            {"p": {"type": "parameter.v0", "value": "hunter2", "inputs": {"value": {"type": "string", "secret": true}}}, "app": {"type": "container.v0", "image": "x", "env": {"A": "{p.value}"}}}
            """)).Code);
    }

    [Fact]
    public void The_connection_string_of_a_secret_is_one_too() => Assert.Equal("secret.in-plain", Assert.Single(Faults("""
        {"p": {"type": "parameter.v0", "value": "{p.inputs.value}", "connectionString": "hunter2", "inputs": {"value": {"type": "string", "secret": true}}}, "app": {"type": "container.v0", "image": "x", "env": {"A": "{p.connectionString}"}}}
        """)).Code);

    [Fact]
    public void A_header_may_be_put_together_of_text_and_a_secret()
    {
        var telemetry = new TelemetrySettings(Collector: true, Endpoint: "https://otlp.example.org") { SecretHeaders = new Dictionary<string, string> { ["Authorization"] = "bearer" } };
        foreach (var value in new[] { "Bearer {bearer.inputs.token}", "Bearer {t.value}" })
        {
            var model = Build("""
                {"t": {"type": "parameter.v0", "value": "{t.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}}, "bearer": {"type": "parameter.v0", "value": "VALUE", "inputs": {"token": {"type": "string", "secret": true}}}}
                """.Replace("VALUE", value), Defaults with { Telemetry = telemetry });
            Assert.StartsWith("Bearer [", model.TelemetryHeaders["Authorization"].Written());
            Assert.NotEmpty(KubernetesObjects.Of(model));
        }
    }

    [Fact]
    public void A_value_of_many_long_parts_is_refused_before_it_is_put_together() => Assert.Contains(Faults("""
        {"v": {"type": "value.v0", "connectionString": "LONG"}, "app": {"type": "container.v0", "image": "x", "env": {"A": "MANY"}}}
        """.Replace("LONG", new string('x', 128 * 1024)).Replace("MANY", string.Concat(Enumerable.Repeat("{v.connectionString}", 20_000)))), fault => fault.Code == "value.long");

    [Fact]
    public void Secrets_count_in_the_length_of_a_value()
    {
        var values = string.Join(", ", Enumerable.Range(1, 29).Select(at =>
            """"
            "vNEXT": {"type": "value.v0", "connectionString": "{vLAST.connectionString}{vLAST.connectionString}"}
            """".Replace("NEXT", $"{at}").Replace("LAST", $"{at - 1}")));
        Assert.Contains(Faults("""
            {"s": {"type": "parameter.v0", "value": "{s.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}}, "v0": {"type": "value.v0", "connectionString": "{s.value}"}, VALUES,
             "app": {"type": "container.v0", "image": "x", "env": {"A": "{v29.connectionString}"}}}
            """.Replace("VALUES", values)), fault => fault.Code == "value.long");
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
