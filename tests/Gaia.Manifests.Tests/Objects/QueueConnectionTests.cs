using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

public sealed class QueueConnectionTests
{
    private static readonly SecretPart Password = new("db-password");

    [Fact]
    public void A_dotnet_string_is_taken_apart() => Assert.Equal(
        "dbName=jobs host=db.example.org port=5433 sslmode=verify-full userName=gaia + password=shop-secrets/db-password",
        Read(new TextPart("Server=db.example.org; Port=5433;User Id=gaia;Password="), Password, new TextPart(";Database=jobs;SSL Mode=VerifyFull;Pooling=false")));

    [Fact]
    public void A_service_is_named_from_another_namespace() => Assert.StartsWith("dbName=postgres host=api.shop-prod.svc port=5432 sslmode=prefer userName=postgres",
        Read(new TextPart("Host=api;Username=postgres;Password="), Password));

    [Fact]
    public void A_uri_is_taken_apart_and_its_password_is_not_encoded() => Assert.Equal(
        "dbName=jobs host=db.example.org port=5432 sslmode=require userName=a/b + password=shop-secrets/db-password",
        Read(new TextPart("postgresql://a%2Fb:"), new SecretPart("db-password-uri"), new TextPart("@db.example.org:5432/jobs?sslmode=require")));

    [Theory]
    [InlineData("SSL Mode=Require", "require")]
    [InlineData("SslMode=VerifyCA", "verify-ca")]
    [InlineData("Ssl Mode=VerifyFull", "verify-full")]
    [InlineData("SSL Mode=VerifyFull;Root Certificate=/etc/ssl/rds/global-bundle.pem", "require")]
    [InlineData("SSL Mode=Disable", "disable")]
    [InlineData("Pooling=true", "prefer")]
    public void It_is_encrypted_as_the_connection_says(string words, string mode) =>
        Assert.Contains($" sslmode={mode} ", Read(new TextPart("Host=db.example.org;Username=u;Password="), Password, new TextPart($";{words}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("?sslmode=verify-full", "verify-full")]
    [InlineData("?sslmode=verify-full&sslrootcert=%2Fetc%2Fssl%2Fca.pem", "require")]
    public void So_it_is_by_a_uri(string options, string mode) =>
        Assert.Contains($" sslmode={mode} ", Read(new TextPart("postgres://u:"), new SecretPart("db-password-uri"), new TextPart($"@db.example.org/d{options}")), StringComparison.Ordinal);

    [Fact]
    public void A_string_that_is_a_secret_stays_whole() => Assert.Equal(" + connection=shop-secrets/db-password", Read(Password));

    [Fact]
    public void Any_part_may_be_a_secret() => Assert.Contains("host=shop-secrets/db-host",
        Read(new TextPart("Host="), new SecretPart("db-host"), new TextPart(";Username=u;Password="), Password));

    public static TheoryData<string, ValuePart[]> Refused => new()
    {
        { "no host and user", [new TextPart("Data Source=jobs.db")] },
        { "in the open", [new TextPart("Host=a;Username=b;Password=c")] },
        { "inside of other text", [new TextPart("Host=a;Username=b;Password=x"), Password] },
        { "percent-encoded only", [new TextPart("postgresql://u:"), new SecretPart("only-uri"), new TextPart("@h/d")] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_KEDA_cannot_use_is_refused(string words, ValuePart[] parts)
    {
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => Read(parts)).Faults);
        Assert.Equal("scaling.connection", fault.Code);
        Assert.Contains(words, fault.Message);
    }

    private static string Read(params ValuePart[] parts)
    {
        var queue = new QueueScaling("SELECT 1", 1, "DB");
        var model = Apps.One(api => api.With("DB", parts).With(it => it with { Scaling = new(1, 2, null, null, null, queue) })) with
        {
            Secrets = [new("db-host", "db-host", false, null), new("db-password", "db-password", false, null), new("db-password-uri", "db-password", true, null), new("only-uri", "only", true, null)],
        };
        var objects = KubernetesObjects.Of(model);
        var metadata = (MapNode)objects.The("ScaledObject/api").At("spec|triggers|0|metadata")!;
        var secrets = (ListNode)objects.The("TriggerAuthentication/api").At("spec|secretTargetRef")!;
        return string.Join(' ', metadata.Where(item => item.Key is not ("query" or "targetQueryValue")).Select(item => $"{item.Key}={item.Value}")) + " + "
            + string.Join(' ', secrets.Cast<MapNode>().Select(secret => $"{secret["parameter"]}={secret["name"]}/{secret["key"]}"));
    }
}
