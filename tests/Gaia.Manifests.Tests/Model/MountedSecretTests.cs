using Gaia.Manifests.Model;
using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

/// <summary>Files that bind mounts name go into a ConfigMap: no secret among them, and nothing from elsewhere.</summary>
public sealed class MountedSecretTests
{
    private const string App = """{"app": {"type": "container.v0", "image": "x", "bindMounts": [{"source": "conf", "target": "/etc/app/", "readOnly": true}]}}""";

    [Theory]
    [InlineData("redis.conf", "port 6379\nrequirepass hunter2", 2)]
    [InlineData("app.yaml", "db:\n  user: a\n  password: hunter2", 3)]
    [InlineData("app.yaml", "cache: cache:6379,password=hunter2", 1)]
    [InlineData("app.json", "{\"user\": \"a\", \"clientSecret\": \"hunter2\"}", 1)]
    [InlineData("app.json", "{\"db\": \"Host=db;Password=hunter2\"}", 1)]
    [InlineData("app.env", "export DB_PASSWORD=\"hunter2\"", 1)]
    [InlineData("app.ini", "uri = amqp://u:hunter2@mq", 1)]
    [InlineData("app.xml", "<user name=\"a\" password=\"hunter2\"/>", 1)]
    [InlineData("app.xml", "<dbPassword>hunter2</dbPassword>", 1)]
    [InlineData("init.sql", "CREATE USER a WITH PASSWORD 'hunter2';", 1)]
    [InlineData("init.sql", "CREATE USER a IDENTIFIED BY 'hunter2';", 1)]
    [InlineData("tls.pem", "-----BEGIN PRIVATE KEY-----\nx", 1)]
    [InlineData("db_password.txt", "hunter2\n", 1)]
    [InlineData("site.js", "const token = 'ghp_0123456789abcdef'", 1)]
    public void A_secret_in_a_file_is_refused_with_its_line(string name, string text, int line)
    {
        var files = new Beside(Beside.Text("conf", name, text));
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => Build(App, files: files)).Faults);
        Assert.Equal("secret.in-plain", fault.Code);
        Assert.StartsWith($"conf/{name}:{line} would stand in a ConfigMap", fault.Message);
        Assert.Contains($"`/etc/app/{name}` in `resources.app.notSecret`", fault.Message);
        foreach (var target in new[] { $"/etc/app/{name}", "/etc/app" })
            Assert.Equal(text, Assert.Single(Build(App, With("app", new() { NotSecret = [target] }), files: files).Workload("app").Files).Text);
    }

    [Theory]
    [InlineData("redis.conf", "# requirepass foobared\nmasterauth $PW")]
    [InlineData("app.yaml", "password: ${DB_PASSWORD}\ntoken_url: https://login/token\npassword_file: /run/x")]
    [InlineData("app.yaml", "max_tokens: 4096\nallow_empty_password: yes\nsecretName: x\npublic_key: y")]
    [InlineData("otel.yaml", "authorization: Bearer ${env:TOKEN}\nendpoint: http://otel:4317")]
    [InlineData("realm.json", "{\"accessTokenLifespan\": 300, \"secret\": \"**********\", \"resetPasswordAllowed\": \"true\", \"type\": \"password\"}")]
    [InlineData("site.js", "password = form.password; token = next()\nconst a=b,password=c.d;")]
    [InlineData("index.html", "<input type=\"password\" name=\"password\"> <label>Password</label>")]
    [InlineData("start.sh", "PGPASSWORD=$(cat /run/x)\npassword=\"$1\"\nsqlcmd -P $MSSQL_SA_PASSWORD")]
    [InlineData("init.sql", "-- PASSWORD 'x'\nCREATE TABLE token (id int, secret text);")]
    [InlineData("nginx.conf", "proxy_pass http://api:8080;\nfastcgi_pass api:9000;\nserver_tokens off;")]
    [InlineData("tls.pem", "-----BEGIN CERTIFICATE-----\nx")]
    public void What_holds_none_is_published(string name, string text) =>
        Assert.Equal(text, Assert.Single(Build(App, files: new Beside(Beside.Text("conf", name, text))).Workload("app").Files).Text);

    [Fact]
    public void What_lies_elsewhere_is_listed_unless_the_settings_name_it()
    {
        var manifest = App.Replace("conf", "/outside/shadow");
        var files = new Beside(Beside.Text("/outside/shadow", "", "x"));
        var model = Build(manifest, files: files);
        Assert.Empty(model.Workload("app").Files);
        var note = Assert.Single(model.NotPublished, note => note.Resource.Contains("bindMounts", StringComparison.Ordinal));
        Assert.True(note.IsLoss);
        Assert.Equal("Not mounted: /outside/shadow lies outside of the repository: copy it there, or name `/outside/shadow` in `resources.app.outsideFiles`", note.Reason);
        Assert.Single(Build(manifest, With("app", new() { OutsideFiles = ["/outside/shadow"] }), files: files).Workload("app").Files);
    }
}
