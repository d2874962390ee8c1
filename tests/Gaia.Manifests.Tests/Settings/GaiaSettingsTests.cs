using System.Net;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Tests.Model;
using Gaia.Manifests.Tests.Objects;
using Gaia.Manifests.Tests.Shapes;
using Gaia.Manifests.Tests.Writing;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Settings;

/// <summary>deploy/settings.yaml of this repository.</summary>
public sealed class GaiaSettingsTests
{
    private const string None = "{}";

    // In the shape of components/terraform/idp-platform/outputs.tf.
    private const string Platform = """
        {
          "network": { "sensitive": false, "value": { "cidr": "10.30.0.0/16" } },
          "database": { "sensitive": false, "value": { "address": "db.internal", "port": 5432, "secret_arn": "arn:aws:secretsmanager:us-east-1:1:secret:rds" } },
          "cache": { "sensitive": false, "value": { "address": "cache.internal", "port": 6379 } },
          "buckets": { "sensitive": false, "value": { "artifacts": "gaia-prod-artifacts" } },
          "zone": { "sensitive": false, "value": { "domain": "idp.gaia.example" } },
          "service_account_roles": { "sensitive": false, "value": { "api": "arn:aws:iam::1:role/api", "worker": "arn:aws:iam::1:role/worker" } },
          "application_settings": { "sensitive": false, "value": { "AWS_REGION": "us-east-1" } },
          "application_secrets": { "sensitive": false, "value": { "ConnectionStrings__redis": { "secret_arn": "arn:redis" }, "Gaia__Access__BootstrapSecret": { "secret_arn": "arn:bootstrap" } } }
        }
        """;

    // In the shape of components/terraform/idp-dr/outputs.tf.
    private const string Standby = """
        {
          "network": { "sensitive": false, "value": { "cidr": "10.40.0.0/16" } },
          "database": { "sensitive": false, "value": { "address": "standby.internal", "port": 5432 } },
          "buckets": { "sensitive": false, "value": { "artifacts": "gaia-standby-artifacts" } }
        }
        """;

    [Fact]
    public void It_has_the_environments_of_the_stacks() => Assert.Equal(["dev", "staging", "prod-us-east-1", "prod-us-west-2"], Read().Clusters);

    [Fact]
    public void Its_one_machine_has_sandboxes_for_runs()
    {
        var machine = Read().For(Assert.Single(Read().Machines));
        Assert.True(machine.Of("worker").MakesSandboxes);
        Assert.Equal("bubblewrap", machine.Of("worker").Environment["Gaia__Isolation"]);
    }

    [Theory]
    [InlineData("base", SecretProvider.External)]
    [InlineData("dev", SecretProvider.Plain)]
    public void A_cluster_of_ones_own_needs_no_outputs(string environment, SecretProvider provider)
    {
        var settings = Read().For(environment);
        Assert.Equal(provider, settings.Secrets.Provider);
        Assert.Null(settings.Of("postgres").External);
        Assert.Equal("ReadWriteMany", settings.Storage.Volumes["gaia-files"].AccessMode);
        Assert.Equal(("job", 2, 2), (settings.Of("migrations").Kind, settings.Of("api").Replicas, settings.Of("worker").Replicas));
        Assert.DoesNotContain("Gaia__Blobs__Bucket", settings.Of("api").Environment.Keys);
    }

    [Theory]
    [InlineData("staging", "gaia/staging", 2, 10)]
    [InlineData("prod-us-east-1", "gaia/prod", 3, 20)]
    public void Managed_stores_come_from_the_platform(string environment, string prefix, int min, int max)
    {
        var settings = SettingsOutputs.Apply(Read(), (MapNode)JsonReader.Read(Platform), new SourceMark("platform", 0, 0), environment).For(environment);
        Assert.Equal((prefix, "us-east-1"), (settings.Secrets.Prefix, settings.Region));
        Assert.Equal(("db.internal", 5432, "10.30.0.0/16"), (settings.Of("postgres").External!.Host, settings.Of("postgres").External!.Port, settings.Of("postgres").External!.Cidrs[0]));
        Assert.Equal("redis-connection", settings.Of("redis").External!.ConnectionString);
        Assert.Equal(new SecretPlace("arn:redis", null), settings.Secrets.Places["redis-connection"]);
        Assert.Equal(new ScalingSettings(min, max), settings.Of("api").Scaling);
        Assert.Equal(["app.idp.gaia.example"], settings.Of("api").Hosts);
        Assert.Equal("arn:aws:iam::1:role/worker", settings.Of("worker").AccountAnnotations["eks.amazonaws.com/role-arn"]);
        Assert.Equal("gaia-prod-artifacts", settings.Of("worker").Environment["Gaia__Blobs__Bucket"]);
        Assert.Equal(["bootstrap", "keys"], settings.Of("api").SecretEnvironment.Values.Order(StringComparer.Ordinal));
        Assert.True(settings.Storage.Volumes["gaia-files"].IsTemporary);
        Assert.Equal("postgres-password", settings.Of("migrations").SecretEnvironment["PGPASSWORD"]);
        Assert.Equal("ConnectionStrings__gaia", settings.Of("worker").Scaling!.Queue!.Connection);
    }

    [Fact]
    public void The_standby_needs_what_idp_dr_makes_and_nothing_else()
    {
        var settings = SettingsOutputs.Apply(Read(), (MapNode)JsonReader.Read(Standby), new SourceMark("standby", 0, 0), "prod-us-west-2").For("prod-us-west-2");
        Assert.Equal("standby.internal", settings.Of("postgres").External!.Host);
        Assert.Null(settings.Of("redis").External);
        Assert.Empty(settings.Of("api").AccountAnnotations);
        Assert.Equal("us-west-2", settings.Of("api").Environment["Gaia__Blobs__Region"]);
        Assert.Equal("gaia-standby-artifacts", settings.Of("api").Environment["Gaia__Blobs__Bucket"]);
    }

    public static TheoryData<string, string, string> Managed => new() { { "staging", Platform, "10.30.0.7" }, { "prod-us-east-1", Platform, "10.30.0.7" }, { "prod-us-west-2", Standby, "10.40.0.7" } };

    [Theory]
    [MemberData(nameof(Managed))]
    public void Who_needs_the_managed_database_reaches_it_with_TLS_and_nobody_else_does(string environment, string outputs, string database)
    {
        var published = Published(environment, outputs);
        Assert.DoesNotContain(published.Model.NotPublished, note => note.IsLoss);
        var network = new Reachability(published.Objects);
        Assert.Equal(["api", "migrations", "worker"], TemplatePods.Of(published.Objects).Where(pod => network.MayReach(pod, new OutsideAddress(IPAddress.Parse(database)), 5432).IsAllowed).Select(pod => pod.Name).Order(StringComparer.Ordinal));
        foreach (var workload in published.Model.Workloads.Where(workload => workload.Name is "api" or "migrations" or "worker"))
        {
            Assert.EndsWith(";SSL Mode=VerifyFull;Root Certificate=/etc/ssl/rds/global-bundle.pem", workload.Environment.Single(variable => variable.Key == "ConnectionStrings__gaia").Value.Written(), StringComparison.Ordinal);
            Assert.Equal("rds-authorities", workload.Settings.ConfigMaps["/etc/ssl/rds"]);
        }

        Assert.Empty(ObjectChecks.Check(published.Objects, KubernetesObjects.MadeElsewhere(published.Model)).Select(finding => finding.Describe()));
        Assert.Equal("require", published.Objects.Single(item => item.Kind == "ScaledObject").At("spec|triggers|0|metadata|sslmode")?.ToString());
    }

    [Theory]
    [MemberData(nameof(Managed))]
    public void Kubectl_gives_the_same_objects_of_it(string environment, string outputs, string database)
    {
        Assert.NotEmpty(database);
        var published = new Published(Published("base", None), [Published(environment, outputs)]);
        using var kubectl = new RenderProgram("kubectl", Kustomize.Write(published, YamlForm.Plain));
        RenderProgram.AssertObjects(published.Environments[0].Objects, kubectl.Run("kustomize", $"overlays/{environment}"));
    }

    [Theory]
    [MemberData(nameof(Managed))]
    public void Helm_gives_the_same_objects_of_it(string environment, string outputs, string database)
    {
        Assert.NotEmpty(database);
        var published = new Published(Published("base", None), [Published(environment, outputs)]);
        using var helm = new RenderProgram("helm", Helm.Write(published));
        helm.Run("lint", ".", "--strict", "-f", $"values-{environment}.yaml");
        RenderProgram.AssertObjects(published.Environments[0].Objects, helm.Run("template", "gaia", ".", "-f", $"values-{environment}.yaml"));
    }

    [Theory]
    [InlineData("base", None)]
    [InlineData("dev", None)]
    [MemberData(nameof(Outputs))]
    public void Its_workers_take_runs_in_Jobs_that_their_account_may_make(string environment, string outputs)
    {
        var published = Published(environment, outputs);
        Assert.Equal("kubernetes", published.Model.Env("worker", "Gaia__Isolation"));
        Assert.Equal(published.Model.Workload("worker").Image, published.Model.Env("worker", "Gaia__RunPods__Image"));
        Assert.Equal("http://api.gaia.svc:8080", published.Model.Env("worker", "Gaia__Url"));
        Assert.Equal("gaia-runs", published.Objects.The("RoleBinding/worker-runs").Namespace);
        Assert.DoesNotContain(published.Model.NotPublished, note => note.IsLoss);
        Assert.All(published.Objects, StrictSchema.Check);
    }

    public static TheoryData<string, string> Outputs => [.. Managed.Select(row => (row.Data.Item1, row.Data.Item2))];

    [Theory]
    [MemberData(nameof(Managed))]
    public void Without_a_shared_volume_a_worker_has_the_disk_that_its_jobs_need(string environment, string outputs, string database)
    {
        Assert.NotEmpty(database);
        var objects = Published(environment, outputs).Objects;
        Assert.DoesNotContain(objects, item => item is { Kind: "PersistentVolumeClaim", Name: "gaia-files" });
        Assert.Equal(("8Gi", "1Gi"), (Asked("worker"), Asked("api")));
        string? Asked(string name) => objects.The($"Deployment/{name}").At("spec|template|spec|containers|0|resources|requests|ephemeral-storage")?.ToString();
    }

    // Where they are written in plain.
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgres-password"] = "a", ["redis-password"] = "b", ["api-database-password"] = "c", ["worker-database-password"] = "d", ["bootstrap"] = "e",
    };

    private static PublishedEnvironment Published(string environment, string outputs)
    {
        using var reader = new StreamReader(typeof(GaiaSettingsTests).Assembly.GetManifestResourceStream("gaia.aspire-manifest.json")!);
        var settings = (outputs == None ? Read() : SettingsOutputs.Apply(Read(), (MapNode)JsonReader.Read(outputs), new SourceMark("outputs", 0, 0), environment)).For(environment);
        return ManifestFile.Publish(AspireReader.Read(reader.ReadToEnd(), "aspire-manifest.json"), settings, Secrets);
    }

    private static DeploySettings Read()
    {
        using var reader = new StreamReader(typeof(GaiaSettingsTests).Assembly.GetManifestResourceStream("deploy.settings.yaml")!);
        return SettingsReader.Read(reader.ReadToEnd(), SettingsText.File);
    }
}
