namespace Gaia.AppHost.Local;

internal static class AwsStandInExtensions
{
    /// <summary>
    /// `--aws local`: terraform talks to a stand-in for AWS on loopback instead of an account. docs/aws-local.md says what it
    /// can show and what not.
    /// </summary>
    public static void WithAwsStandIn(this IResourceBuilder<ProjectResource> worker, LocalMachine machine)
    {
        if (!machine.Runs || worker.ApplicationBuilder.Configuration["aws"] is not { } wanted)
            return;
        if (wanted != "local")
            throw new CannotStartException($"--aws knows only 'local', not '{wanted}'.");
        if (Home.Current.Checkout is null)
            throw new CannotStartException("--aws local needs a checkout of Gaia: the stand-in for AWS is not part of a bundle.");
        var aws = worker.ApplicationBuilder
            .AddExecutable("aws", "sh", "..", "-c", "exec python3 tests/aws/aws_standin.py -H 127.0.0.1 -p \"$PORT\"")
            .WithHttpEndpoint(env: "PORT", isProxied: false)
            .WithHttpHealthCheck("/moto-api/")
            .WithAnnotation(new RestartAnnotation())
            .WithEnvironment("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
            .WithEnvironment("MOTO_ACM_VALIDATION_WAIT", "1");
        var endpoint = aws.GetEndpoint("http");
        var url = ReferenceExpression.Create($"http://{endpoint.Property(EndpointProperty.IPV4Host)}:{endpoint.Property(EndpointProperty.Port)}");
        worker.WaitFor(aws)
            .WithEnvironment("AWS_ENDPOINT_URL", url)
            .WithEnvironment("AWS_ENDPOINT_URL_S3", url)
            .WithEnvironment("AWS_ACCESS_KEY_ID", "stand-in-key-id")
            .WithEnvironment("AWS_SECRET_ACCESS_KEY", "stand-in-secret-key")
            .WithEnvironment("AWS_REGION", "us-east-1")
            .WithEnvironment("AWS_EC2_METADATA_DISABLED", "true");
    }
}
