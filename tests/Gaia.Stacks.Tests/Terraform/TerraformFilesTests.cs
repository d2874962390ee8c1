using System.Text;
using Gaia.Stacks.Terraform;

namespace Gaia.Stacks.Tests.Terraform;

public sealed class TerraformFilesTests
{
    private const string Stack =
        """
        vars: {stage: dev, html: "<a&b>", list: [1, {z: 1, a: 2.5}], none: null}
        terraform: {backend_type: s3, backend: {s3: {bucket: b, encrypt: true}}}
        components:
          terraform:
            net/edge/vpc:
              metadata: {component: shared/vpc}
              env: {A: 1, B: null, C: {x: [1]}}
              providers: {aws: {region: us-east-2}, aws.use1: {region: us-east-1}, aws.own: {alias: mine}, random: {}}
              generate:
                a.json: {b: 1}
                a.yaml: {b: [1]}
                a.tf: {locals: {long_name: x, b: 1, on: true}, top: [1, a]}
                a.md: "# {{ .atmos_component }}\n"
            cloud:
              backend_type: cloud
              backend: {cloud: {organization: acme, workspaces: {name: "x-{terraform_workspace}"}}}
        """;

    [Fact]
    public void Names_take_the_prefix_of_the_folder_and_the_leaf_of_the_name()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        var instance = repository.Find("net/edge/vpc", "dev");
        Assert.Equal("dev-shared-vpc.terraform.tfvars.json", TerraformFiles.VarfileName(instance));
        Assert.Equal("dev-shared-vpc.planfile", TerraformFiles.PlanfileName(instance));
        Assert.Equal("dev-cloud.planfile", TerraformFiles.PlanfileName(repository.Find("cloud", "dev")));
    }

    [Fact]
    public void Varfiles_have_the_bytes_of_Go()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        Assert.Equal(
            """
            {
              "html": "\u003ca\u0026b\u003e",
              "list": [
                1,
                {
                  "a": 2.5,
                  "z": 1
                }
              ],
              "none": null,
              "stage": "dev"
            }

            """, Text(TerraformFiles.Varfile(repository.Find("net/edge/vpc", "dev"))));
    }

    [Fact]
    public void Backends_are_written_by_type()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        Assert.Equal(
            """
            {
              "terraform": {
                "backend": {
                  "s3": {
                    "bucket": "b",
                    "encrypt": true,
                    "workspace_key_prefix": "shared-vpc"
                  }
                }
              }
            }

            """, Text(TerraformFiles.Backend(repository.Find("net/edge/vpc", "dev"))));
        Assert.Contains("\"name\": \"x-dev\"", Text(TerraformFiles.Backend(repository.Find("cloud", "dev"))));
    }

    [Fact]
    public void Provider_aliases_become_a_list()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        Assert.Equal(
            """
            {
              "provider": {
                "aws": [
                  {
                    "region": "us-east-2"
                  },
                  {
                    "alias": "mine"
                  },
                  {
                    "alias": "use1",
                    "region": "us-east-1"
                  }
                ],
                "random": {}
              }
            }

            """, Text(TerraformFiles.ProviderOverrides(repository.Find("net/edge/vpc", "dev"))));
        Assert.Null(TerraformFiles.ProviderOverrides(repository.Find("cloud", "dev")));
    }

    [Fact]
    public void Generated_files_follow_their_extension()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        var files = TerraformFiles.Generated(repository.Find("net/edge/vpc", "dev"));
        Assert.Equal("{\n  \"b\": 1\n}", Text(files["a.json"]));
        Assert.Equal("b:\n  - 1\n", Text(files["a.yaml"]));
        Assert.Equal("locals {\n  b         = 1\n  long_name = \"x\"\n  on        = true\n}\ntop = [1, \"a\"]\n", Text(files["a.tf"]));
        Assert.Equal("# net/edge/vpc\n", Text(files["a.md"]));
    }

    [Fact]
    public void Environment_is_text()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        var environment = TerraformFiles.Environment(repository.Find("net/edge/vpc", "dev"));
        Assert.Equal("A=1 C={\"x\":[1]}", string.Join(' ', environment.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("net/edge/vpc", "s3://b/shared-vpc/dev-net-edge-vpc/terraform.tfstate#dev-net-edge-vpc")]
    [InlineData("cloud", "cloud://app.terraform.io/acme/x-dev#dev")]
    public void States_have_an_identity(string component, string identity)
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stack));
        Assert.Equal(identity, repository.Find(component, "dev").StateIdentity.ToString());
    }

    [Theory]
    [InlineData("http", "address: https://ci:hunter2@host/states/x?token=abc, password: hunter3", "http/https://host/states/x?#app-dev")]
    [InlineData("pg", "conn_str: 'postgres://app:hunter2@db/states', schema_name: app", "pg/conn_str=postgres://db/states,schema_name=app#app-dev")]
    [InlineData("consul", "address: consul:8500, access_token: hunter2, path: states/app", "consul/address=consul:8500,path=states/app#app-dev")]
    [InlineData("kubernetes", "secret_suffix: state, token: hunter2", "kubernetes/secret_suffix=state#app-dev")]
    public void An_identity_names_the_place_and_no_credentials(string type, string backend, string identity)
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            $"vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{backend_type: {type}, backend: {{{type}: {{{backend}}}}}, metadata: {{component: app}}}}}}}}\n"));
        Assert.Equal(identity.Replace("#app-dev", "#" + repository.Find("app", "dev").Workspace, StringComparison.Ordinal), repository.Find("app", "dev").StateIdentity.ToString());
    }

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);
}
