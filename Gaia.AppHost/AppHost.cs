// Which processes Gaia is made of and what each needs, in Aspire 13.5's API. Gaia.AppHost.csproj says which host runs it.
var builder = DistributedApplication.CreateBuilder(args);
var port = int.Parse(builder.Configuration["GAIA_PORT"] ?? "8080");
var dataDirectory = builder.Configuration["Gaia:DataDirectory"] ?? Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".gaia", "files"));

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var gaia = postgres.AddDatabase("gaia");
var redis = builder.AddRedis("redis").WithDataVolume();

var api = builder.AddProject<Projects.Gaia_Api>("api")
    .WithReference(gaia).WaitFor(gaia)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint(port: port)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Gaia__DataDirectory", dataDirectory);

var worker = builder.AddProject<Projects.Gaia_Worker>("worker")
    .WithReference(gaia).WaitFor(gaia)
    .WithReference(redis).WaitFor(redis)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithEnvironment("Gaia__DataDirectory", dataDirectory);

builder.Build().Run();
