using System.Net;

namespace Gaia.Platform.Tests;

/// <summary>The additions to moto, where no stack is needed to see them.</summary>
public sealed class StandInTests
{
    [Fact]
    public async Task Its_own_tests_pass()
    {
        Needs.StandIn();
        var ran = await Tool.RunAsync(Python.Program, ["-B", "-m", "unittest", "discover", Repository.AwsTests], Repository.Root,
            new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "testing", ["AWS_SECRET_ACCESS_KEY"] = "testing" },
            TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        Assert.True(ran.ExitCode == 0, ran.Everything);
        Assert.DoesNotContain("Ran 0 tests", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_can_go_and_come_back()
    {
        Needs.StandIn();
        using var standIn = await StandIn.StartAsync(TestContext.Current.CancellationToken);
        await standIn.WithoutRegionAsync("us-east-1", async () =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await ListBucketsAsync(standIn, "us-east-1/s3"));
            Assert.Equal(HttpStatusCode.OK, await ListBucketsAsync(standIn, "us-west-2/s3"));
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, await ListBucketsAsync(standIn, "us-east-1/route53"));
        });
        Assert.Equal(HttpStatusCode.OK, await ListBucketsAsync(standIn, "us-east-1/s3"));
    }

    private static async Task<HttpStatusCode> ListBucketsAsync(StandIn standIn, string scope)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, standIn.Endpoint);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential=testing/20260101/{scope}/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
