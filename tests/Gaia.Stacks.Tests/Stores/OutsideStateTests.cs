using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Tests.Stores;

/// <summary>What functions read from elsewhere, through the whole engine.</summary>
[Trait("category", "outside")]
public sealed class OutsideStateTests
{
    private const string State = """{"version":4,"serial":3,"outputs":{"id":{"value":"vpc-9","type":"string"},"subnets":{"value":["a","b"],"type":["list","string"]}}}""";

    [Fact]
    public async Task ReadsStateFromS3()
    {
        Assert.SkipUnless(TestServers.Installed("moto_server"), "needs moto_server on the PATH");
        using var servers = new TestServers();
        var port = await servers.Start("moto_server", port => ["-H", "127.0.0.1", "-p", $"{port}"]);
        await Put($"http://127.0.0.1:{port}/tfstate", "");
        await Put($"http://127.0.0.1:{port}/tfstate/vpc/dev/terraform.tfstate", State);
        using var repository = new TestRepository(("components/terraform/vpc/main.tf", ""), ("components/terraform/app/main.tf", ""), ("stacks/deploy/dev.yaml", """
            vars: {stage: dev}
            components:
              terraform:
                vpc:
                  backend_type: s3
                  backend: {s3: {bucket: tfstate, region: us-east-2, workspace_key_prefix: vpc, key: terraform.tfstate}}
                app:
                  vars:
                    id: !terraform.state vpc id
                    first: !terraform.state vpc .subnets[0]
                    size: !terraform.output vpc dev ".subnets | length"
                    other: !terraform.state vpc '.nope // "none"'
            """)) { Outside = OutsideAccess.State };
        (repository.Environment["AWS_ENDPOINT_URL"], repository.Environment["AWS_ACCESS_KEY_ID"], repository.Environment["AWS_SECRET_ACCESS_KEY"]) =
            ($"http://127.0.0.1:{port}", "testing", "testing");
        var instance = repository.Find("vpc", "dev");
        if (instance.Workspace != "dev") await Put($"http://127.0.0.1:{port}/tfstate/vpc/{instance.Workspace}/terraform.tfstate", State);
        var vars = repository.Evaluate("app", "dev").Map("vars")!;
        Assert.Equal(("vpc-9", "a", "2", "none"), (vars.Text("id"), vars.Text("first"), vars["size"]!.ToString(), vars.Text("other")));
    }

    [Fact]
    public void ReadsStoresByFunctionAndByTemplate()
    {
        using var repository = new TestRepository(("components/terraform/app/main.tf", ""),
            ("atmos.yaml", TestRepository.Configuration + "\nstores: {vars: {type: environment, options: {prefix: gaia}}}\n"),
            ("stacks/deploy/dev.yaml", """
            vars: {stage: dev}
            components:
              terraform:
                app:
                  vars:
                    id: !store vars vpc id
                    named: !store vars dev vpc id
                    query: !store vars vpc doc | query .a[1]
                    missing: !store vars vpc nope | default "fall back"
                    plain: !store.get vars shared
                    template: '{{ atmos.Store "vars" .atmos_stack "vpc" "id" }}'
            """)) { Outside = OutsideAccess.Stores };
        (repository.Environment["GAIA_DEV_VPC_ID"], repository.Environment["GAIA_DEV_VPC_DOC"], repository.Environment["GAIA_SHARED"]) = ("vpc-7", "{\"a\":[1,2]}", "s");
        var vars = repository.Evaluate("app", "dev").Map("vars")!;
        Assert.Equal(("vpc-7", "vpc-7", "2", "fall back", "s", "vpc-7"), (vars.Text("id"), vars.Text("named"), vars["query"]!.ToString(),
            vars.Text("missing"), vars.Text("plain"), vars.Text("template")));
    }

    [Fact]
    public void AMissingValueNamesItsKeyAndPlace()
    {
        using var repository = new TestRepository(("components/terraform/app/main.tf", ""),
            ("atmos.yaml", TestRepository.Configuration + "\nstores: {vars: {type: environment}}\n"),
            ("stacks/deploy/dev.yaml", "vars: {stage: dev}\ncomponents:\n  terraform:\n    app:\n      vars:\n        id: !store vars vpc nope\n")) { Outside = OutsideAccess.Stores };
        var fault = Assert.Throws<StacksInvalidException>(() => repository.Evaluate("app", "dev"));
        Assert.Equal("stacks/deploy/dev.yaml", fault.Mark.File);
        Assert.Contains("vars vpc nope", fault.Message);
    }

    private static async Task Put(string address, string body)
    {
        using var client = new HttpClient();
        using var response = await client.PutAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
