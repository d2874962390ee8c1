using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.TestPostgres;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.Machines;

/// <summary>API and worker that share PostgreSQL, Redis and a bucket, and nothing of a disk.</summary>
public sealed class SeveralMachinesTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_an_apply_and_its_state_go_through_the_bucket()
    {
        Assert.SkipUnless(PythonProgram.HasMoto, StandIn.Missing);
        using var standIn = await StandIn.StartAsync(Stop);
        using var redis = await RedisServer.StartAsync(Stop);
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        using var s3 = await BucketAsync(standIn);
        var settings = Settings(standIn, database.ConnectionString, redis?.Address);
        await using var api = await Machine.StartAsync("Gaia.Api", settings, Stop);
        await using var worker = await Machine.StartAsync("Gaia.Worker", new Dictionary<string, string>(settings) { ["Gaia__Url"] = $"{api.Url}" }, Stop);
        using var client = new GaiaClient(new() { Url = api.Url });
        using var http = new HttpClient { BaseAddress = api.Url };
        var configuration = DemoConfiguration.Of("good morning");
        await configuration.UploadAsync(http);

        var run = await client.QueueRunAsync(new(DemoConfiguration.Component, "dev", RunOperation.Apply, configuration.Digest,
            Variables: [new(Name: "greeting", Value: "good evening")]), Stop);
        run = await UntilAsync(client, run, RunStatus.AwaitingApproval);
        Assert.Equal("terraform_data.hello", Assert.Single((await client.GetPlanAsync(run.Id, Stop)).Resources).Address);
        run = await UntilAsync(client, await client.ApproveRunAsync(run.Id, run.PlanDigest!, Stop), RunStatus.Applied);
        Assert.Null(run.Advice);

        using var state = new MemoryStream();
        await client.CopyStateVersionAsync("dev", DemoConfiguration.Component, (await client.GetStateAsync("dev", DemoConfiguration.Component, null, Stop)).Version, state, null, Stop);
        Assert.Contains("good evening", Encoding.UTF8.GetString(state.ToArray()));
        await NothingIsSharedOnDisksAsync(s3, run, api, worker);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_503_and_degrades_the_status()
    {
        Assert.SkipUnless(PythonProgram.HasMoto, StandIn.Missing);
        using var standIn = await StandIn.StartAsync(Stop);
        foreach (var (name, value) in standIn.Environment.Where(pair => pair.Key.EndsWith("KEY_ID", StringComparison.Ordinal) || pair.Key.EndsWith("ACCESS_KEY", StringComparison.Ordinal)))
            Environment.SetEnvironmentVariable(name, value);
        await using var api = await GaiaApi.StartAsync(postgres, settings: new()
        {
            ["Gaia:Blobs:Bucket"] = "not-there", ["Gaia:Blobs:Endpoint"] = standIn.Endpoint, ["Gaia:Blobs:PathStyle"] = "true",
        });
        using var client = await api.ClientAsync();

        var problem = await DemoConfiguration.Of("nowhere").PutAsync(client).ProblemAsync(503, "blobs.no-bucket");

        Assert.Contains("The bucket not-there at", problem.Detail);
        var status = await client.GetStringAsync(Routes.Status, Stop);
        Assert.Contains("Create it, or correct Gaia__Blobs__Bucket.", status);
    }

    private static async Task NothingIsSharedOnDisksAsync(AmazonS3Client s3, RunResponse run, params Machine[] machines)
    {
        foreach (var machine in machines)
        {
            Assert.False(Directory.Exists(Path.Combine(machine.Data, "blobs")));
            Assert.False(Directory.Exists(Path.Combine(machine.Data, "keys")));
        }
        var found = (await s3.ListObjectsV2Async(new() { BucketName = "gaia-test" }, Stop)).S3Objects;
        string[] kept = ["plan", "plan-secrets.json", "plan-summary.json", "plan.json"];
        Assert.Equal(kept.Select(name => $"gaia/runs/{run.Id}/{name}"), found.Select(each => each.Key).Where(key => key.Contains("/runs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var each in found.Where(each => !each.Key.StartsWith("gaia/configurations/", StringComparison.Ordinal)))
        {
            using var blob = new MemoryStream();
            await using (var stored = (await s3.GetObjectAsync("gaia-test", each.Key, Stop)).ResponseStream) await stored.CopyToAsync(blob, Stop);
            Assert.DoesNotContain("good evening", Encoding.Latin1.GetString(blob.ToArray()));
        }
    }

    private static async Task<RunResponse> UntilAsync(GaiaClient client, RunResponse run, RunStatus status)
    {
        await Until.TrueAsync(async () =>
        {
            run = await client.GetRunAsync(run.Id, Stop);
            Assert.False(run.Status is RunStatus.Failed or RunStatus.Interrupted, $"{run.Error} {run.Advice}");
            return run.Status == status;
        }, $"the run is {status}", seconds: 120, Stop);
        return run;
    }

    private static async Task<AmazonS3Client> BucketAsync(StandIn standIn)
    {
        var s3 = new AmazonS3Client(new BasicAWSCredentials("testing", "testing"),
            new AmazonS3Config { ServiceURL = standIn.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await s3.PutBucketAsync("gaia-test", Stop);
        return s3;
    }

    private static Dictionary<string, string> Settings(StandIn standIn, string database, string? redis)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__gaia"] = database,
            ["Gaia__Blobs__Bucket"] = "gaia-test",
            ["Gaia__Blobs__Prefix"] = "gaia",
            ["Gaia__Blobs__Endpoint"] = standIn.Endpoint,
            ["Gaia__Blobs__PathStyle"] = "true",
            ["Gaia__Keys__Value"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["AWS_ACCESS_KEY_ID"] = "testing",
            ["AWS_SECRET_ACCESS_KEY"] = "testing",
        };
        if (redis is not null) settings["ConnectionStrings__redis"] = redis;
        return settings;
    }
}
