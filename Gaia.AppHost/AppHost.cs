// Which processes Gaia is made of and what each needs, in Aspire 13.5's API. Gaia.AppHost.csproj says which host runs it.
var builder = DistributedApplication.CreateBuilder(args);
var port = int.Parse(builder.Configuration["GAIA_PORT"] ?? "8080");
var dataDirectory = builder.Configuration["Gaia:DataDirectory"] ?? Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".gaia", "files"));

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var gaia = postgres.AddDatabase("gaia");
var redis = builder.AddRedis("redis").WithDataVolume();

builder.AddProject<Projects.Gaia_Api>("api")
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

// `--aws local`: terraform talks to a stand-in for AWS on loopback instead of an account.
if (builder.Configuration["aws"] == "local")
{
    var aws = builder.AddExecutable("aws", "sh", "..", "-c", "exec python3 tests/aws/aws_standin.py -H 127.0.0.1 -p \"$PORT\"")
        .WithHttpEndpoint(env: "PORT")
        .WithHttpHealthCheck("/moto-api/")
        .WithEnvironment("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
        .WithEnvironment("MOTO_ACM_VALIDATION_WAIT", "1");
    var endpoint = aws.GetEndpoint("http");
    var url = ReferenceExpression.Create($"http://{endpoint.Property(EndpointProperty.IPV4Host)}:{endpoint.Property(EndpointProperty.Port)}");
    worker.WaitFor(aws)
        .WithEnvironment("AWS_ENDPOINT_URL", url)
        .WithEnvironment("AWS_ENDPOINT_URL_S3", url)
        .WithEnvironment("AWS_ACCESS_KEY_ID", "testing")
        .WithEnvironment("AWS_SECRET_ACCESS_KEY", "testing")
        .WithEnvironment("AWS_REGION", "us-east-1")
        .WithEnvironment("AWS_EC2_METADATA_DISABLED", "true");
}

builder.Build().Run();
