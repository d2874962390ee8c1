// Which processes Gaia is made of and what each needs. Processes/ and Local/ add what Aspire lacks on a single machine.
using Gaia.AppHost.Local;
using Gaia.AppHost.Processes;
using Gaia.AppHost.Publishing;

Defaults.Apply();
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = LaunchOptions.Read(args), ProjectDirectory = Home.Current.ProjectFolder });
var machine = builder.AddLocalMachine();

var postgres = builder.AddPostgres("postgres").WithDataVolume(machine.Volume("postgres")).RunAsProcess(machine);
var gaia = postgres.AddDatabase("gaia");
postgres.WithEnvironment("POSTGRES_DB", gaia.Resource.DatabaseName); // where nobody runs Aspire, the image creates it
var redis = builder.AddRedis("redis").WithDataVolume(machine.Volume("redis")).RunAsProcess(machine);

var (apiRole, workerRole) = (builder.AddDatabaseRole("api", machine), builder.AddDatabaseRole("worker", machine));
var migrations = builder.AddProject<Projects.Gaia_Api>("migrations", launchProfileName: null)
    .RunBuilt(machine)
    .PublishAsImage("gaia-api")
    .RunsMigrations(gaia, apiRole, workerRole);

var api = builder.AddProject<Projects.Gaia_Api>("api", launchProfileName: null)
    .RunAsService(machine, front: true)
    .PublishAsImage("gaia-api", machine.Files)
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
    .WithDatabase(gaia, apiRole, migrations)
    .WithReference(redis).WaitFor(redis)
    .WithApiEndpoint(machine)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Gaia__DataDirectory", machine.Files)
    .WithEnvironment("Gaia__Audit__HeadFile", machine.AuditHeads)
    .WithDashboardUrl()
    .WithApiLinks()
    .WithHelloCommand(machine);

var worker = builder.AddProject<Projects.Gaia_Worker>("worker", launchProfileName: null)
    .RunAsService(machine)
    .PublishAsImage("gaia-worker", machine.Files)
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
    .WithDatabase(gaia, workerRole, migrations)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint(targetPort: machine.ServicePort)
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Gaia__DataDirectory", machine.Files)
    .WithEnvironment("Gaia__Url", api.GetEndpoint("http")) // where terraform has the states that Gaia keeps
    .WithWorkerLinks();

worker.WithAwsStandIn(machine);
builder.AddSample(api, worker, machine);
postgres.WithResetCommand(gaia, redis, migrations, api, worker, machine);
builder.AddKubernetesManifests();
builder.Describe(postgres.Resource.PasswordParameter, "Of PostgreSQL's superuser. Generated at the first start and kept in this user's secrets.");
builder.Describe(redis.Resource.PasswordParameter, "Of Redis. Generated at the first start and kept in this user's secrets.");

return await builder.Build().RunForPeopleAsync();
