using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Tests.Stores;

namespace Gaia.Stacks.Tests.Functions;

/// <summary>Who AWS says is calling, asked of moto.</summary>
[Trait("category", "outside")]
public sealed class OutsideAwsTests
{
    [Fact]
    public async Task Names_account_caller_and_organization()
    {
        Assert.SkipUnless(TestServers.Installed("moto_server"), "needs moto_server on the PATH");
        using var servers = new TestServers();
        var port = await servers.Start("moto_server", port => ["-H", "127.0.0.1", "-p", $"{port}"]);
        await Ask(port, "AWSOrganizationsV20161128.CreateOrganization", """{"FeatureSet":"ALL"}""");
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", """
            vars: {stage: dev}
            components:
              terraform:
                app:
                  env: {AWS_REGION: eu-central-1}
                  vars:
                    account: !aws.account_id
                    arn: !aws.caller_identity_arn
                    user: !aws.caller_identity_user_id
                    organization: !aws.organization_id
                    region: !aws.region
                    bucket: '{{ atmos.Resolve "!aws.account_id" }}-states'
            """)) { Outside = OutsideAccess.Aws };
        (repository.Environment["AWS_ENDPOINT_URL"], repository.Environment["AWS_ACCESS_KEY_ID"], repository.Environment["AWS_SECRET_ACCESS_KEY"]) =
            ($"http://127.0.0.1:{port}", "testing", "testing");
        var vars = repository.Evaluate("app", "dev").Map("vars")!;
        Assert.Equal(("123456789012", "eu-central-1", "123456789012-states"), (vars.Text("account"), vars.Text("region"), vars.Text("bucket")));
        Assert.StartsWith("arn:aws:sts::123456789012:", vars.Text("arn"), StringComparison.Ordinal);
        Assert.NotEmpty(vars.Text("user")!);
        Assert.StartsWith("o-", vars.Text("organization"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_is_none_names_function_and_place()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            "vars: {stage: dev}\ncomponents:\n  terraform:\n    app:\n      vars:\n        a: !aws.account_id\n")) { Outside = OutsideAccess.Aws };
        (repository.Environment["AWS_ENDPOINT_URL"], repository.Environment["AWS_ACCESS_KEY_ID"], repository.Environment["AWS_SECRET_ACCESS_KEY"]) =
            ($"http://127.0.0.1:{FreePort.Next()}", "testing", "testing");
        var fault = Assert.Throws<StacksInvalidException>(() => repository.Evaluate("app", "dev"));
        Assert.Equal(("function.aws.account_id", "stacks/deploy/dev.yaml:6:12"), (fault.Code, fault.Mark.ToString()));
    }

    private static async Task Ask(int port, string target, string body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/")
            { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=testing/20250101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
